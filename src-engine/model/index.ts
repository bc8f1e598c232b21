export { buildModelFrame, type FrameResult } from './buildModelFrame'
export { validateSpec } from './validateSpec'
export type { DesignMatrix, ModelFrame, RandomDesign } from './modelFrame'
