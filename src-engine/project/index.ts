export { decodeProject } from './decodeProject'
export { encodeProject, type ProjectMeta } from './encodeProject'
