// The words of the lab. Who draws no lab does without them.

import { appEn } from "./app.en.js";
import { appKo } from "./app.ko.js";
import { learn } from "./t.js";

learn({ ko: appKo, en: appEn });
