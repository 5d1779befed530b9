// Types of the package qkvlab: `import "qkvlab"` defines the elements, `import { qkvLab } from "qkvlab"` gives the arithmetic to scripts.

import type {
  QkvAttention, QkvDot, QkvExercise, QkvHeads, QkvHull, QkvInspector, QkvLab, QkvLabElement, QkvLedger, QkvLinear, QkvMatrix, QkvPlane, QkvRealSize,
  QkvReshape, QkvSpread, QkvVectors,
} from "./api.js";

export * from "./api.js";

/** The same as window.qkvLab. Without a document, as in Node, its promises reject. */
export declare const qkvLab: QkvLab;

declare global {
  interface Window {
    qkvLab?: QkvLab;
  }
  interface HTMLElementTagNameMap {
    "qkv-lab": QkvLabElement;
    "qkv-linear": QkvLinear;
    "qkv-attention": QkvAttention;
    "qkv-vectors": QkvVectors;
    "qkv-matrix": QkvMatrix;
    "qkv-heads": QkvHeads;
    "qkv-inspector": QkvInspector;
    "qkv-plane": QkvPlane;
    "qkv-dot": QkvDot;
    "qkv-hull": QkvHull;
    "qkv-ledger": QkvLedger;
    "qkv-reshape": QkvReshape;
    "qkv-spread": QkvSpread;
    "qkv-real-size": QkvRealSize;
    "qkv-exercise": QkvExercise;
  }
}
