export type { Kernels } from './kernels'
export { simdModule } from './simdKernels'
export { createWorkspace, regionLength, workspaceBytes, type KernelChoice, type Workspace } from './workspace'
