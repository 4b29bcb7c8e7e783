/** Entry of the page: the global style sheet and the outermost element. */
import './style/theme.css';
import './shell/gait-app';
