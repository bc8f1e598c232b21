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
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
}
