import type { Entry } from "./entries.js";

/** The figures of the lessons on recorded frames. */
export const LESSONS: readonly Entry[] = [
  { id: "plane", title: "The moving plane, two dimensions", element: "qkv-plane", trace: "plane", size: "wide", props: { stage: 2 } },
  { id: "plane-flattened", title: "A map of rank 1", element: "qkv-plane", trace: "plane", size: "wide", props: { which: "k" } },
  { id: "plane-mirrored", title: "A map that mirrors, half way", element: "qkv-plane", trace: "plane", props: { which: "v", stage: 0.5 } },
  { id: "plane-part", title: "Two of four dimensions", element: "qkv-plane", trace: "default", size: "wide", props: { stage: 2 } },
  { id: "plane-directions", title: "The directions that are stretched", element: "qkv-plane", trace: "default", size: "wide", view: { basis: "principal" } },
  { id: "plane-wider", title: "Four dimensions in, twelve out", element: "qkv-plane", trace: "head_dim_wider" },
  { id: "plane-line", title: "One dimension", element: "qkv-plane", trace: "plane_one", props: { stage: 2 } },
  { id: "plane-infinite", title: "Weights that are finite, vectors that are not", element: "qkv-plane", trace: "plane_infinite" },
  { id: "plane-failed", title: "Singular values that did not come", element: "qkv-plane", trace: "dim24", view: { basis: "principal" } },
  { id: "dot", title: "A query among its keys, two dimensions", element: "qkv-dot", trace: "lesson_dot", size: "wide" },
  { id: "dot-heads", title: "Two heads, a causal mask", element: "qkv-dot", trace: "causal_two_heads", props: { query: 5, key: 7 }, view: { head: 1 } },
  { id: "dot-part", title: "Two of four dimensions", element: "qkv-dot", trace: "default" },
  { id: "dot-line", title: "One dimension", element: "qkv-dot", trace: "dim1" },
  { id: "dot-zero", title: "Keys that are zero", element: "qkv-dot", trace: "zero_wk_bk" },
  { id: "dot-one", title: "One token", element: "qkv-dot", trace: "one_token" },
  { id: "dot-masked", title: "All keys masked", element: "qkv-dot", trace: "pad_all" },
  { id: "dot-rope", title: "Turned by rope", element: "qkv-dot", trace: "rope_one_head" },
  { id: "dot-infinite", title: "Vectors that are not finite", element: "qkv-dot", trace: "x_overflow" },
  { id: "dot-set", title: "A score set by hand", element: "qkv-dot", trace: "set_scores", props: { query: 2, key: 5 } },
];
