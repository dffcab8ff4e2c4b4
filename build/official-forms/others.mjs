/** Sample forms of 医保 enrolment and of the 优待证 of 退役军人. Layouts are usual ones; a county has its own. */
import { boxes, cell, columns, form, grid, headLine, note, opinion, pair, row, title } from './parts.mjs';

const size = 21;

export const medicalInsurance = () =>
  form([
    title('城乡居民基本医疗保险参保登记表'),
    headLine(),
    grid(columns(8), [
      row([...pair('姓名', '{姓名}'), ...pair('性别', '{性别}'), ...pair('出生日期', '{出生日期}', 3)], 560),
      row([...pair('身份证号', '{身份证号}', 3), ...pair('电话', '{电话}', 3)], 560),
      row([...pair('住址', '{住址}', 3), ...pair('参保年度', '{参保年度}', 3)], 560),
      row(
        [
          cell('登记类别'),
          cell(boxes('登记类别', ['首次参保', '中断后续保', '新生儿参保', '外地转入']), { span: 7, left: true }),
        ],
        560,
      ),
      row(
        [
          cell('户籍情况'),
          cell(`${boxes('户籍情况', ['本镇户籍', '外地户籍有居住证'])}　居住证号：{居住证号}`, { span: 7, left: true }),
        ],
        560,
      ),
      row(
        [
          cell('人员类别'),
          cell(boxes('人员类别', ['普通居民', '特困人员', '低保对象', '重度残疾人', '防止返贫监测对象']), {
            span: 7,
            left: true,
          }),
        ],
        700,
      ),
      row([...pair('原参保地', '{原参保地}', 3), ...pair('监护人', '{监护人}　{监护人.电话}', 3)], 560),
      row([
        cell('一起\n参保的\n家庭\n成员', { down: 2 }),
        ...['序号', '姓名', '关系'].map((text) => cell(text)),
        cell('身份证号', { span: 3 }),
        cell('性别'),
      ]),
      row([
        cell('{#家庭成员:6}{序号}', { size }),
        cell('{姓名}', { size }),
        cell('{关系}', { size }),
        cell('{身份证号}', { span: 3, size }),
        cell('{性别=男}男{性别=女}女{/}', { size }),
      ]),
      row(
        [
          cell('应缴费用'),
          cell('{参保人数} 人 × {个人缴费标准} 元 = {应缴合计} 元（示例标准，以当年公布的为准）', {
            span: 7,
            left: true,
          }),
        ],
        560,
      ),
      row(
        [
          cell('缴费方式'),
          cell(boxes('缴费方式', ['自己在手机上缴', '银行卡代扣', '请窗口帮忙缴']), { span: 7, left: true }),
        ],
        560,
      ),
      row([...pair('代扣账户', '{户名}　{开户银行}　{银行账号}', 7)], 560),
      row(
        [
          cell('本人声明'),
          cell('没有参加职工基本医疗保险；以上填写属实。知道登记后要在缴费期内缴费才算参保。', {
            span: 7,
            top: true,
            right: '\n参保人或代办人（签名）：　　　　　　　　　　年　　月　　日',
          }),
        ],
        1300,
      ),
      opinion('受理窗口', '已核对，录入系统。', 7, '经办人：{经办人}　　　　', 1300),
    ]),
    note('示例表格，以县级公布的式样为准。'),
  ]);

const ranks = ['退役义务兵', '退役军士（士官）', '转业干部', '复员干部', '离退休军人', '残疾军人', '其他'];
const kin = ['父母（抚养人）', '配偶', '子女', '未满18周岁或没有劳动能力的兄弟姐妹'];

export const veteranCard = () =>
  form([
    title('优待证申请表'),
    headLine(),
    grid(columns(7), [
      row(
        [
          ...pair('姓名', '{姓名}'),
          ...pair('性别', '{性别}'),
          cell('出生日期'),
          cell('{出生日期}', { size: 21 }),
          cell('近期一寸\n白底照片', { down: 3 }),
        ],
        560,
      ),
      row([...pair('身份证号', '{身份证号}', 2), ...pair('电话', '{电话}', 2)], 560),
      row([...pair('住址', '{住址}', 5)], 560),
      row(
        [
          cell('优待证种类'),
          cell(boxes('证件种类', ['退役军人优待证', '烈士、因公牺牲军人、病故军人遗属优待证']), {
            span: 6,
            left: true,
          }),
        ],
        560,
      ),
      row(
        [
          cell('办理类别'),
          cell(boxes('办理类别', ['首次申领', '到期换证', '遗失补办', '损坏换证']), { span: 6, left: true }),
        ],
        560,
      ),
      row(
        [
          cell('退役军人\n填写', { down: 4 }),
          cell('人员类别'),
          cell(boxes('人员类别', ranks), { span: 5, left: true }),
        ],
        700,
      ),
      row([...pair('入伍日期', '{入伍日期}', 2), ...pair('退役日期', '{退役日期}', 2)], 560),
      row([...pair('退役部队', '{服役部队}', 2), ...pair('退役证号', '{退役证号}', 2)], 560),
      row([...pair('立功受奖', '{立功受奖}', 5)], 700),
      row(
        [
          cell('遗属填写', { down: 2 }),
          ...pair('牺牲军人', '{牺牲军人}', 2),
          ...pair('身份证号', '{牺牲军人.身份证号}', 2),
        ],
        560,
      ),
      row([cell('关系'), cell(boxes('与军人关系', kin), { span: 5, left: true })], 700),
      row([...pair('合作银行', '{银行}', 2), ...pair('原证编号', '{原证编号}', 3)], 560),
      row(
        [
          cell('申请人承诺'),
          cell('以上情况属实，没有不得申领优待证的情形；爱惜优待证，不转借、不转让。', {
            span: 6,
            top: true,
            right: '\n申请人（签名）：　　　　　　　　　　年　　月　　日',
          }),
        ],
        1200,
      ),
      opinion('退役军人\n服务站意见', '', 6, '经办人：　　　　　负责人：', 1200),
      opinion('县退役军人\n事务局意见', '', 6, '经办人：　　　　　负责人：', 1200),
    ]),
    note('示例表格，以退役军人事务部门公布的式样为准。'),
  ]);
