/** The sample 花名册 of 高龄补贴: a title, tags that are filled once, headings, one row of tags, a sum and two signatures below. */
import ExcelJS from 'exceljs';

const columns = [
  ['序号', 6, '{序号}'],
  ['收件编号', 27, '{收件编号}'],
  ['姓名', 10, '{姓名}'],
  ['性别', 6, '{性别}'],
  ['公民身份号码', 22, '{身份证号}'],
  ['年龄', 6, '{年龄}'],
  ['联系电话', 14, '{电话}'],
  ['家庭住址', 30, '{住址}'],
  ['申请类别', 16, '{申请类别}'],
  ['月补贴标准（元）', 12, '{补贴标准}'],
  ['开户银行', 18, '{发放账户.开户银行}'],
  ['银行账号', 24, '{发放账户.账号}'],
];

const thin = { style: 'thin' };
const box = { top: thin, left: thin, bottom: thin, right: thin };
const middle = { horizontal: 'center', vertical: 'middle', wrapText: true };

function titles(sheet) {
  sheet.mergeCells('A1:L1');
  sheet.getCell('A1').value = '{事项}上报花名册（示例）';
  sheet.getCell('A1').font = { name: '宋体', size: 18, bold: true };
  sheet.getCell('A1').alignment = middle;
  sheet.getRow(1).height = 34;
  sheet.mergeCells('A2:L2');
  sheet.getCell('A2').value = '报送单位：{大厅}　　批次：{批次号}　　上报日期：{上报日期}　　共 {人数} 人';
  sheet.getRow(2).height = 22;
}

export async function elderAllowanceRoster() {
  const book = new ExcelJS.Workbook();
  book.created = book.modified = new Date('2026-11-23T00:00:00Z');
  const sheet = book.addWorksheet('花名册', {
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToHeight: 0 },
  });
  sheet.columns = columns.map(([, width]) => ({ width }));
  titles(sheet);
  columns.forEach(([heading, , tag], at) => {
    const head = sheet.getRow(3).getCell(at + 1);
    Object.assign(head, { value: heading, border: box, alignment: middle, font: { name: '宋体', bold: true } });
    const cell = sheet.getRow(4).getCell(at + 1);
    Object.assign(cell, { value: tag, border: box, alignment: middle, font: { name: '宋体' } });
  });
  sheet.getRow(4).height = 24;
  sheet.mergeCells('A5:I5');
  Object.assign(sheet.getCell('A5'), { value: '合计', border: box, alignment: middle });
  Object.assign(sheet.getCell('J5'), { value: { formula: 'SUM(J4:J4)' }, border: box, alignment: middle });
  sheet.mergeCells('A7:F7');
  sheet.getCell('A7').value = '填表人：{填表人}';
  sheet.mergeCells('G7:L7');
  sheet.getCell('G7').value = '单位负责人（签字、盖章）：';
  return book.xlsx.writeBuffer();
}
