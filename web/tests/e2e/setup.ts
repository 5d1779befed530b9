import { buildCommand, startServer } from "../server.mjs";

/** Builds the command line and starts the server for all tests; what is returned stops it. */
export default async function setup(): Promise<() => void> {
  process.env["QKV_COMMAND"] = buildCommand();
  const { url, stop } = await startServer();
  process.env["QKV_URL"] = url;
  return stop;
}
