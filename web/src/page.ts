// The script of the lab's own page. No figure stands alone there, so what lets them is left out.

import "./elements.js";
import { attachShell } from "./app/shell.js";
import { publish } from "./engine/api.js";

publish();
attachShell(document);
