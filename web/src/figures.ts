// The figures without the lab, as one classic script: for pages that show some of them. The lab's own script has them too.

import "./widget/hosts.js";
import "./figures/index.js";
import "./figures/lesson/index.js";
import { apiOf } from "./engine/api.js";
import { engine } from "./engine/shared.js";

declare const __QKV_VERSION__: string;

window.qkvLab = apiOf(engine, __QKV_VERSION__);
