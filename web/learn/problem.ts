import type { Point } from "unist";

/** What is wrong with a lesson, and where: the build prints it and stops. */
export class LessonProblem extends Error {
  constructor(readonly file: string, at: { line: number; column: number } | undefined, readonly reason: string) {
    super(`${file}${at ? `:${at.line}:${at.column}` : ""}: ${reason}`);
  }
}

/** Where a node begins. */
export function startOf(node: { position?: { start: Point } | undefined }): Point | undefined {
  return node.position?.start;
}
