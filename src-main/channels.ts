/** Names of the channels between preload and main; nothing else is listened to. */
export const channels = {
  invoke: 'henderson:invoke',
  dropped: 'henderson:dropped',
  event: 'henderson:event',
  enginePort: 'henderson:engine-port',
} as const
