import DefaultTheme from "vitepress/theme";
import "qkvlab"; // defines the elements in the browser; while pages are rendered on the server it does nothing

export default DefaultTheme;
