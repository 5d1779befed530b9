import type { Edit } from "../model/edit.js";

/** The document without what belongs to a comparison. */
export function alone(doc: string): string {
  return doc.split("&").filter((pair) => !/^ui\.(a|experiment)=/.test(pair)).join("&");
}

/** The document pinned as A; it is B as well, until it is edited. */
export function pinned(doc: string): Edit {
  const a = doc.split("&").filter((pair) => !pair.startsWith("ui.")).join("&");
  return { kind: "load", value: `${alone(doc)}&ui.a=${encodeURIComponent(a)}` };
}
