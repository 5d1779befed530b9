// Every element of the page but the lab itself, which is defined by who wants it.

import "./i18n/app.js";
import "./controls/control.js";
import "./controls/menu.js";
import "./controls/sentence.js";
import "./controls/tokens.js";
import "./app/code.js";
import "./app/keys.js";
import "./figures/index.js";
