/** Recorded frames of core/golden/traces by name; gallery/build.mjs resolves them. */
declare module "trace:*" {
  const trace: import("./trace.js").Trace;
  export default trace;
}
