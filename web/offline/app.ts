// Everything that pages of the single file run: the lab, the figures and exercises of the lessons, and window.qkvLab.

import "../src/widget/hosts.js";
import "../src/elements.js";
import "../src/figures/lesson/index.js";
import "../src/widget/exercise.js";
import "../src/take/take.js";
import { defineLab } from "../src/app/lab.js";
import { attachShell } from "../src/app/shell.js";
import { publish } from "../src/engine/api.js";

defineLab();
publish();
if (document.querySelector("qkv-lab")) attachShell(document);
