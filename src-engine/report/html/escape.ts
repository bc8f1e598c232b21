const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text inside an element or a quoted attribute; characters that HTML does not allow are dropped. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => replacements[character])
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
}
