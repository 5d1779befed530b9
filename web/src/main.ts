// The whole page as one classic script. A banner (see build.mjs) stands before all of this: where another copy of the
// script came first, nothing here is evaluated.

import "./widget/hosts.js";
import "./elements.js";
import { attachShell } from "./app/shell.js";
import { apiOf } from "./engine/api.js";
import { engine } from "./engine/shared.js";

declare const __QKV_VERSION__: string;

window.qkvLab = apiOf(engine, __QKV_VERSION__);
attachShell(document);
