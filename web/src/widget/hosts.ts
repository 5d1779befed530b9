// To be read before any figure is defined: those that stand in the page already are brought to life at that moment.

import { engine, home } from "../engine/shared.js";
import { setHosts } from "../figures/figure.js";
import { FigureHost } from "./figure-host.js";

setHosts((figure) => new FigureHost(figure, engine, home));
