/** Why the engine does not run: no WebAssembly, forbidden by the page's policy, not to be fetched, or broken. */
export type FailureCode = "no_wasm" | "blocked" | "unreachable" | "broken";

/** The engine does not run. The document is not touched by it. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";

  constructor(readonly code: FailureCode, detail: string, options?: ErrorOptions) {
    super(`qkv: ${SENTENCES[code]}${detail && `: ${detail}`}`, options);
  }
}

const SENTENCES: Readonly<Record<FailureCode, string>> = {
  no_wasm: "this browser has no WebAssembly",
  blocked: "the page's Content Security Policy forbids WebAssembly (it needs 'wasm-unsafe-eval')",
  unreachable: "the engine could not be fetched",
  broken: "the engine stopped and could not be started again",
};

export function failureOf(error: unknown): EngineFailure {
  if (error instanceof EngineFailure) return error;
  const detail = error instanceof Error ? error.message : String(error);
  // Chromium names the policy, Firefox says "blocked by CSP", Safari "Refused to create a WebAssembly object".
  const blocked = /content security policy|blocked by csp|refused to create a webassembly/i.test(detail);
  return new EngineFailure(blocked ? "blocked" : "broken", blocked ? "" : detail, { cause: error });
}
