/** A link that the page offers is no longer than this, in bytes. */
export const LONGEST_LINK = 8 * 1024;

/**
 * The hash that opens a document. The document in which everything is default is empty, and an empty hash opens the
 * preset: it is written `v=1`.
 */
export function hashOf(doc: string): string {
  return doc || "v=1";
}

/** The address that opens a document, or null where it would be too long to offer. */
export function linkTo(doc: string, base: string): string | null {
  const url = new URL(base);
  url.hash = "";
  const link = `${url.href.replace(/#$/, "")}#${hashOf(doc)}`;
  return link.length <= LONGEST_LINK ? link : null;
}
