/** What only people's output needs: loaded when it is asked for, so that `--json` starts faster. */
export { buildReport } from '../../src-engine/report/buildReport'
export { toText } from '../../src-engine/report/toText'
