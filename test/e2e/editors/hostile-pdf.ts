/** A PDF of two pages that opens an address, runs programs, submits and launches: on opening, on each page and by links. */
export function hostilePdf(address: string): string {
  const script = `<< /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\("${address}"\\); app.launchURL\\("${address}"\\)) >>`;
  const page = (content: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents ${content} 0 R /Resources << /Font << /F 7 0 R >> >> /AA << /O ${script} /C << /S /URI /URI (${address}) >> >> /Annots [8 0 R 9 0 R 10 0 R] >>`;
  const text = (number: number): string => {
    const stream = `BT /F 18 Tf 20 120 Td (Hello from page ${number}) Tj ET`;
    return `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`;
  };
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction ${script} /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >> /AcroForm << /Fields [10 0 R] >> >>`,
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(5),
    page(6),
    text(1),
    text(2),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /A << /S /URI /URI (${address}) >> >>`,
    `<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /A << /S /Launch /F (${address}) /NewWindow true >> >>`,
    `<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (b) /Rect [0 0 300 200] /A << /S /SubmitForm /F (${address}) >> /AA << /U ${script} >> >>`,
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}
