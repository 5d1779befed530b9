// Everything that EMBEDDING.md promises to other people's pages, as one classic script. A banner (see build.mjs) stands before
// all of this: where another copy of the script came first, nothing here is evaluated.

import "./widget/markup.js";
import "./widget/hosts.js";
import "./widget/lab-guest.js";
import "./elements.js";
import "./figures/lesson/index.js";
import "./widget/exercise.js";
import { defineLab } from "./app/lab.js";
import { publish } from "./engine/api.js";

defineLab();
publish();
