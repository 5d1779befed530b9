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
];
