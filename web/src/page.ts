// The script of the lab's own page. No figure stands alone there, so what lets them is left out.

import "./elements.js";
import { defineLab } from "./app/lab.js";
import { attachShell } from "./app/shell.js";
import { publish } from "./engine/api.js";
import { pause } from "./engine/pause.js";

publish();
attachShell(document);
void pause().then(defineLab); // a person is heard in between
