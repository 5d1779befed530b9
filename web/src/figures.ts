// The figures without the lab, as one classic script: for pages that show some of them. The lab's own script has them too.

import "./widget/markup.js";
import "./widget/hosts.js";
import "./figures/index.js";
import "./figures/lesson/index.js";
import "./widget/exercise.js";
import { publish } from "./engine/api.js";

publish();
