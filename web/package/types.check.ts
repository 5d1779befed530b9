// Holds api.d.ts to the classes: what does not fit is an error of the type check.

import type { QkvLab as RealLab } from "../src/app/lab.js";
import type { QkvLab as RealApi } from "../src/engine/api.js";
import type { Edit as RealEdit } from "../src/model/edit.js";
import type { Frame as RealFrame, Matrix as RealMatrix } from "../src/model/frame.js";
import type { View as RealView } from "../src/model/view.js";
import type { Problem as RealProblem } from "../src/wire.gen.js";
import type {} from "../src/figures/index.js";
import type {} from "../src/figures/lesson/index.js";
import type {} from "../src/widget/exercise.js";
import type { Edit, Frame, Matrix, Problem, QkvExercise, QkvFigure, QkvLab, View } from "./api.js";
import type * as Api from "./api.js";

/** Compiles where T is a kind of U. */
type Is<T extends U, U> = T;

/** What a figure has beside what every element has; listeners are typed more narrowly than the real ones. */
type Own<T> = Omit<T, "addEventListener" | "removeEventListener" | keyof HTMLElement>;

type Tags = {
  "qkv-linear": Api.QkvLinear; "qkv-attention": Api.QkvAttention; "qkv-vectors": Api.QkvVectors; "qkv-matrix": Api.QkvMatrix; "qkv-heads": Api.QkvHeads; "qkv-inspector": Api.QkvInspector;
  "qkv-plane": Api.QkvPlane; "qkv-dot": Api.QkvDot; "qkv-hull": Api.QkvHull; "qkv-ledger": Api.QkvLedger; "qkv-reshape": Api.QkvReshape; "qkv-spread": Api.QkvSpread; "qkv-real-size": Api.QkvRealSize;
};

type Fits<T extends { [K in keyof Tags]: Own<Tags[K]> }> = T;

/** Everything that must fit. */
export type Checked = [
  Fits<{ [K in keyof Tags]: HTMLElementTagNameMap[K] }>,
  Is<RealLab, Own<Api.QkvLabElement>>, Is<RealLab, Own<QkvFigure>>, Is<HTMLElementTagNameMap["qkv-exercise"], Own<QkvExercise>>,
  Is<RealApi, QkvLab>, Is<Edit, RealEdit>, Is<RealFrame, Frame>, Is<RealMatrix, Matrix>, Is<RealView, View>, Is<RealProblem, Problem>,
];
