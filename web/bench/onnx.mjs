// ONNX models, written by hand: as much of onnx.proto as the benchmark's graphs need. A message is a list of fields; a field is its
// number, its wire type and its bytes.

/** The domain of onnxruntime's own operators. */
export const MICROSOFT = "com.microsoft";

const utf8 = new TextEncoder();

function varint(n) {
  const bytes = [];
  for (; n >= 128; n = Math.floor(n / 128)) bytes.push((n % 128) | 128);
  bytes.push(n);
  return Uint8Array.from(bytes);
}

const int = (field, n) => [varint(field * 8), varint(n)];
const float = (field, x) => [varint(field * 8 + 5), new Uint8Array(Float32Array.of(x).buffer)];
const size = (parts) => parts.reduce((sum, part) => sum + part.length, 0);
const message = (field, ...fields) => {
  const parts = fields.flat();
  return [varint(field * 8 + 2), varint(size(parts)), ...parts];
};
const bytes = (field, data) => message(field, [data]);
const string = (field, text) => bytes(field, utf8.encode(text));

/** Numbers that belong to the model: float32 of the given shape, or int64 (whole numbers below 2³²). */
export function constant(name, dims, data) {
  const whole = !(data instanceof Float32Array);
  const raw = whole ? new Uint8Array(BigInt64Array.from(data, BigInt).buffer) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return [...dims.map((d) => int(1, d)).flat(), ...int(2, whole ? 7 : 1), ...string(8, name), ...bytes(9, raw)];
}

/**
 * An operation, of ONNX or of another domain, with one output or a list of them. Attributes are whole numbers, { float }
 * or lists of whole numbers.
 */
export function node(op, inputs, outputs, attributes = {}, domain = "") {
  const attribute = ([name, value]) => message(5, string(1, name), ...(
    Array.isArray(value) ? [...value.map((v) => int(8, v)), int(20, 7)]
      : typeof value === "object" ? [float(2, value.float), int(20, 1)] : [int(3, value), int(20, 2)]));
  return [...inputs.map((name) => string(1, name)).flat(), ...[outputs].flat().map((name) => string(2, name)).flat(), ...string(4, op), ...Object.entries(attributes).map(attribute).flat(), ...string(7, domain)];
}

const value = (field, name, dims) => message(field, string(1, name), message(2, message(1, int(1, 1), message(2, ...dims.map((d) => message(1, int(1, d)))))));

/** A model with one input and one output, in the bytes that a session reads. */
export function model({ nodes, constants, input, output }) {
  const graph = message(7, ...nodes.map((n) => message(1, n)), string(2, "bench"), ...constants.map((c) => message(5, c)), value(11, ...input), value(12, ...output));
  const parts = [...int(1, 9), ...graph, ...message(8, string(1, ""), int(2, 20)), ...message(8, string(1, MICROSOFT), int(2, 1))];
  const all = new Uint8Array(size(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
