import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeCall, encodeEdit } from "../../src/engine/protocol.js";

// URLSearchParams reads query strings as every browser does; nothing here relies on + as a space.
const read = (s: string): Record<string, string> => Object.fromEntries(new URLSearchParams(s));

test("a call comes back whole, whatever its values hold", () => {
  const doc = "text=a%20b&x=1,2;3,4&ui.title=100%+#|\\ 한글 🙂\n";
  assert.deepEqual(read(encodeCall("step", { lang: "ko", doc })), { call: "step", lang: "ko", doc });
});

test("an edit is escaped once more inside a call", () => {
  const edit = encodeEdit({ kind: "rename_token", row: 0, value: "a&b=c|d\\e" });
  const call = read(encodeCall("step", { doc: "", edit }));
  assert.deepEqual(read(call["edit"] ?? ""), { kind: "rename_token", row: "0", value: "a&b=c|d\\e" });
});

test("what is undefined is left out, zero and the empty text are not", () => {
  assert.deepEqual(read(encodeCall("explain", { step: undefined, row: 0, doc: "" })), { call: "explain", row: "0", doc: "" });
});

test("a lone surrogate becomes U+FFFD, a pair stays", () => {
  assert.equal(read(encodeEdit({ kind: "set_text", value: "a\ud800b🙂\udc00" }))["value"], "a\ufffdb🙂\ufffd");
});
