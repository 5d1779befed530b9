// Every element of the page.

import "./i18n/app.js";
import "./controls/control.js";
import "./controls/menu.js";
import "./controls/sentence.js";
import "./controls/tokens.js";
import "./app/code.js";
import "./app/keys.js";
import "./app/lab.js";
import "./figures/index.js";
