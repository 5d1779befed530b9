// The elements that other people's pages may use, as a table: custom-elements.json is written from it, and tests hold it to
// the classes and to index.d.ts.

/** An attribute. Where there is no `property`, it is read from the element alone. */
export interface AttributeRow {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** What it is where it is left out. */
  readonly standard?: string;
  /** The property that follows it. */
  readonly property?: string;
}

export interface ElementRow {
  readonly tag: string;
  readonly className: string;
  /** Where its class is, from web/src. */
  readonly source: string;
  readonly description: string;
  /** Attributes that it has beside those of all. */
  readonly attributes: readonly AttributeRow[];
  /** False for what has no document, view and events of its own. */
  readonly isFigure: boolean;
}

export interface MemberRow {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly readonly?: boolean;
}

export interface MethodRow {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
  readonly description: string;
}

export interface EventRow {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** What the keys of a document mean as attributes; the table of keys is core/play's. */
export const KEYS: Readonly<Record<string, string>> = {
  v: "Version of the table of keys.",
  text: "A sentence, cut into tokens by `tokenizer`.",
  tokenizer: "How a sentence is cut: words, chars, bytes, wordpiece or bpe.",
  tokens: "The tokens themselves, between |.",
  x: "The input matrix: rows between ;, numbers between ,.",
  dim: "Width D of the vectors.",
  heads: "Number of heads H.",
  kv_heads: "Number of key/value heads G, which divides H.",
  head_dim: "Width Dh of a head.",
  seed: "Seed of the draws, as in torch.manual_seed.",
  bias: "0: the linear maps have no bias.",
  out_proj: "0: there is no output projection W_o.",
  wq: "Where W_q comes from: torch, identity, zero, tie:k, tie:v, or numbers.",
  wk: "Where W_k comes from: torch, identity, zero, tie:q, tie:v, or numbers.",
  wv: "Where W_v comes from: torch, identity, zero, tie:q, tie:k, or numbers.",
  wo: "Where W_o comes from: torch, identity, zero, or numbers.",
  emb: "Where the embeddings come from: torch, identity, zero, or numbers.",
  bq: "Where b_q comes from: torch, zero, tie:k, tie:v, or numbers.",
  bk: "Where b_k comes from: torch, zero, tie:q, tie:v, or numbers.",
  bv: "Where b_v comes from: torch, zero, tie:q, tie:k, or numbers.",
  bo: "Where b_o comes from: torch, zero, or numbers.",
  scale: "What scores are multiplied by: sqrt (1/√Dh), none, or a factor.",
  softcap: "c: scores become c·tanh(s/c); or off.",
  temperature: "What scores are divided by.",
  mask: "Who may look where: none, causal, or window:N.",
  pad: "The last N keys are padding.",
  softmax: "keys: rows sum to 1; queries: the wrong axis.",
  pos: "Positions: none, sinusoidal, rope or alibi.",
};

/** Attributes of every figure, and of the lab. */
export const COMMON: readonly AttributeRow[] = [
  { name: "doc", type: "string", description: "The document: pairs key=value joined by &. Other attributes that name a key override it.", standard: "the opening example" },
  ...Object.entries(KEYS).map(([name, description]) => ({ name, type: "string", description: `Key of the document. ${description}` })),
  { name: "view", type: "string", description: "What one looks at, as pairs: head, decimals, pin (q.0.2), plane (0,1), vectors (q,k), basis (dimensions, principal), lines (head, heads), range (unit, max)." },
  { name: "lang", type: '"ko" | "en"', description: "Language of words and messages.", standard: "that of the nearest element with lang, else English" },
  { name: "theme", type: '"light" | "dark" | "auto"', description: "Colours; auto follows the system.", standard: "auto" },
  { name: "hide", type: "string", description: "Names of panels that are not shown, with spaces between them: inspector, footer; of the lab those that its description names." },
  { name: "loading", type: '"lazy" | "eager"', description: "lazy waits until the element comes near to what is seen; eager does not.", standard: "lazy" },
  { name: "readonly", type: "boolean", description: "Nothing can be changed; everything can be asked.", standard: "false", property: "readonly" },
];

export const PROPERTIES: readonly MemberRow[] = [
  { name: "doc", type: "string", description: "The canonical document. Setting it opens another; it may be set before the script is there." },
  { name: "frame", type: "Frame | null", description: "Everything computed from the document, as a snapshot that never changes; null until the engine has answered.", readonly: true },
  { name: "readonly", type: "boolean", description: "Nothing can be changed; everything can be asked." },
];

export const METHODS: readonly MethodRow[] = [
  { name: "getState", parameters: [], returns: "State", description: "The document and what one looks at, to be kept and given to setState later." },
  { name: "setState", parameters: [{ name: "state", type: "Partial<State>" }], returns: "Promise<void>", description: "Opens a document, looks at something, or both; settles when that is done." },
];

export const EVENTS: readonly EventRow[] = [
  { name: "qkv-ready", type: "CustomEvent<null>", description: "The first frame stands. Bubbles, composed." },
  { name: "qkv-change", type: "CustomEvent<{ doc: string; frame: Frame }>", description: "Another document stands. Bubbles, composed." },
  { name: "qkv-problem", type: "CustomEvent<Problem>", description: "A document cannot stand (the one before stays), or the engine does not run. Bubbles, composed." },
];

export const FALLBACK = "What is shown until, and unless, the engine runs; a link to the full page, which then also leads there.";

const which = (maps: string): AttributeRow => ({ name: "which", type: maps.split(", ").map((m) => `"${m}"`).join(" | "), description: "The linear map that is shown.", standard: "q", property: "which" });
const query = (of: string): AttributeRow => ({ name: "query", type: "number", description: `Row of the ${of} that is shown first, from 0.`, standard: "1", property: "query" });
const figure = (tag: string, className: string, source: string, description: string, ...attributes: AttributeRow[]): ElementRow =>
  ({ tag, className, source: `${source}.ts`, description, attributes, isFigure: true });

export const ELEMENTS: readonly ElementRow[] = [
  figure("qkv-lab", "QkvLab", "app/lab", "All of it: sentence, tokens, the whole computation, inspector, vectors, attention. Panels that hide may name: toolbar, sentence, presets, tools, share, tokens, line, ways, strip, controls, input, head, out, pictures, attention, inspector.",
    { name: "page", type: "boolean", description: "The lab is the main thing of its page: the document lives in the hash, and its keys are those of the page.", standard: "false", property: "page" }),
  figure("qkv-linear", "QkvLinear", "figures/linear", "One linear map whole: what goes in, W and b, and what comes out.", which("q, k, v, o")),
  figure("qkv-attention", "QkvAttention", "figures/attention", "Attention as lines from queries to keys, wide and dark by its share, with the numbers.",
    { name: "narrow", type: "boolean", description: "For a column of 300 px.", standard: "false", property: "narrow" }),
  figure("qkv-vectors", "QkvVectors", "figures/vectors", "Rows of X, Q, K and V as arrows in a plane; an arrow can be dragged by its head."),
  figure("qkv-matrix", "QkvMatrix", "figures/matrix", "One matrix with symbol, shape, labels and legend; cells can be pointed at, pinned and set by hand.",
    { name: "step", type: "string", description: "Which matrix: the id of a step, such as q or head.0.attn.", property: "step" }),
  figure("qkv-heads", "QkvHeads", "figures/heads", "The attention of every head as a small picture; nothing where there is one head."),
  figure("qkv-inspector", "QkvInspector", "figures/inspector", "Where the pinned number comes from: symbols, words, numbers, term by term."),
  figure("qkv-plane", "QkvPlane", "figures/lesson/plane", "The plane as a linear map moves it, with singular values, rank and turn.", which("q, k, v, o"),
    { name: "stage", type: "number", description: "Where it begins: 0 before the map, 1 after W, 2 after the bias.", standard: "1", property: "stage" },
    { name: "axes", type: `"plane" | "space" | "directions" | "components"`, description: "Two dimensions, three, the two directions that the map stretches most, or principal components. Left out: space where there are three dimensions, else the plane.", property: "axes" },
    { name: "third", type: "number", description: "The third dimension of space, where there are more, from 0.", standard: "2", property: "third" },
    { name: "brief", type: "boolean", description: "The picture and what the map does in numbers, nothing else.", standard: "false", property: "brief" }),
  figure("qkv-dot", "QkvDot", "figures/lesson/dot", "The geometry of a score: a query projected on every key, and the shares that softmax makes of it.", query("query"),
    { name: "key", type: "number", description: "Row of the key that is shown first; −1: the one with the largest share.", standard: "-1", property: "key" }),
  figure("qkv-hull", "QkvHull", "figures/lesson/hull", "Values as points, the smallest convex shape around them, and where a context row lies in it.", query("context"),
    { name: "rows", type: '"context" | "out"', description: "The rows that are shown: context, or those after W_o.", standard: "context", property: "rows" }),
  figure("qkv-ledger", "QkvLedger", "figures/lesson/ledger", "Shapes, parameters and multiplications of every step, at the size of the document beside a real size.",
    { name: "real", type: "string", description: "The real size as T,D,H.", standard: "12,768,12", property: "real" }),
  figure("qkv-reshape", "QkvReshape", "figures/lesson/reshape", "Heads as a reshape: blocks of rows of W, blocks of columns of Q.", which("q, k, v")),
  figure("qkv-spread", "QkvSpread", "figures/lesson/spread", "How far scores spread with the width of a head, with and without ÷ √Dh."),
  figure("qkv-real-size", "QkvRealSize", "figures/lesson/real-size", "Before and after a linear map at the size of a real model, as heat maps on one scale.", which("q, k, v, o")),
  {
    tag: "qkv-exercise", className: "QkvExercise", source: "widget/exercise.ts", isFigure: false,
    description: "A question in its content, a field for the answer, and what the engine says of it: right, nearly right, or wrong, with the next hint, and the terms for who asks or has no hint left.",
    attributes: [
      { name: "doc", type: "string", description: "The document that is asked about.", property: "doc" },
      { name: "cell", type: "string", description: "The cell that is asked for, such as q.0.2.", property: "cell" },
      { name: "count", type: "string", description: "The whole number that is asked for, where it is no cell.", property: "count" },
    ],
  },
];
