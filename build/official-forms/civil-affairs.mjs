/** Sample forms of the counter of 民政: 高龄补贴, 老年人优待证, 残疾人两项补贴. Layouts are usual ones; a county has its own. */
import { boxes, cell, columns, form, grid, headLine, note, opinion, pair, row, title } from './parts.mjs';

const account = (span) => [
  row([cell('发放账户', { down: 2 }), ...pair('户名', '{户名}'), ...pair('开户银行', '{开户银行}', span)]),
  row([cell('账号'), cell('{银行账号}', { span: span + 2 })]),
];

const agent = (span) =>
  row([...pair('代办人', '{代理人}'), ...pair('关系', '{代理人关系}'), ...pair('电话', '{代理人电话}', span)]);

export const elderAllowance = () =>
  form([
    title('高龄补贴申请审批表'),
    headLine(),
    grid(columns(7), [
      row([
        ...pair('姓名', '{姓名}'),
        ...pair('性别', '{性别}'),
        ...pair('年龄', '{周岁}周岁'),
        cell('照片', { down: 3 }),
      ]),
      row([...pair('身份证号', '{身份证号}', 2), ...pair('出生日期', '{出生日期}', 2)]),
      row([...pair('住址', '{住址}', 2), ...pair('电话', '{电话}', 2)]),
      row([
        cell('申请类别'),
        cell(boxes('申请类别', ['首次申请', '年龄档次提高', '户口迁入接着领', '更换发放账户']), {
          span: 6,
          left: true,
        }),
      ]),
      row([...pair('原发放地', '{原发放地}', 2), ...pair('满80周岁', '{满80周岁日期}', 3)]),
      row([
        cell('居住情况'),
        cell(boxes('居住情况', ['独居', '和老伴同住', '和子女同住', '住养老机构']), { span: 6, left: true }),
      ]),
      row([cell('自理情况'), cell(boxes('自理情况', ['能自理', '部分不能自理', '不能自理']), { span: 6, left: true })]),
      row([cell('补贴标准'), cell('每月 {补贴标准} 元（示例标准，以省、县公布的为准）', { span: 6, left: true })]),
      ...account(3),
      row([...pair('联系人', '{联系人}'), ...pair('关系', '{联系人关系}'), ...pair('电话', '{联系人.电话}', 2)]),
      agent(2),
      row(
        [
          cell('申请人声明'),
          cell('以上情况属实，没有在别处领取高龄补贴；情况变化时及时告诉村（社区）。如有不实，愿意退回多领的补贴。', {
            span: 6,
            top: true,
            right: '申请人（签名或按指印）：　　　　　　　　　　年　　月　　日',
          }),
        ],
        1100,
      ),
      opinion('村（社区）\n意见', '经核实，{姓名}老人在世，情况属实，已公示。', 6, '经办人：　　　　　负责人：'),
      opinion('乡镇人民\n政府意见', '', 6, '经办人：　　　　　负责人：'),
      opinion('县民政局\n意见', '', 6, '经办人：　　　　　负责人：'),
    ]),
    note('本表一式两份，乡镇、县民政局各存一份。示例表格，以县级公布的式样为准。'),
  ]);

export const elderCard = () =>
  form([
    title('老年人优待证申请表'),
    headLine(),
    grid(columns(7), [
      row(
        [
          ...pair('姓名', '{姓名}'),
          ...pair('性别', '{性别}'),
          ...pair('年龄', '{周岁}周岁'),
          cell('一寸照片', { down: 3 }),
        ],
        560,
      ),
      row([...pair('身份证号', '{身份证号}', 2), ...pair('出生日期', '{出生日期}', 2)], 560),
      row([...pair('住址', '{住址}', 2), ...pair('电话', '{电话}', 2)], 560),
      row(
        [
          cell('办理类别'),
          cell(boxes('办理类别', ['新办', '到龄换证', '遗失补办', '损坏换证']), { span: 6, left: true }),
        ],
        560,
      ),
      row([...pair('原证编号', '{原证编号}', 2), ...pair('遗失日期', '{遗失日期}', 3)], 560),
      row([cell('户籍居住'), cell(boxes('居住情况', ['本镇户籍', '外地户籍住在本镇']), { span: 6, left: true })], 560),
      row([...pair('身体状况', '{健康状况}', 2), ...pair('证件类别', '{证件类别}', 3)], 560),
      row(
        [
          ...pair('紧急\n联系人', '{紧急联系人}'),
          ...pair('关系', '{联系人关系}'),
          ...pair('电话', '{紧急联系人.电话}', 2),
        ],
        560,
      ),
      row([cell('领证方式'), cell(boxes('领证方式', ['当场领', '村里代领', '邮寄']), { span: 6, left: true })], 560),
      agent(2),
      row(
        [
          cell('申请人声明'),
          cell('以上填写属实。遗失补办的，原证作废；找到的交回。', {
            span: 6,
            top: true,
            right: '\n申请人（签名或按指印）：　　　　　　　　　　年　　月　　日',
          }),
        ],
        1500,
      ),
      opinion('受理窗口\n意见', '{大厅}核对年龄和照片无误，同意办理。', 6, '经办人：{经办人}　　　　'),
      row(
        [
          cell('发证记录'),
          cell('证号：　　　　　　　　　发证日期：　　　　年　　月　　日　　　领取人签名：', { span: 6, left: true }),
        ],
        700,
      ),
    ]),
    note('示例表格，以县级公布的式样为准。'),
  ]);

const kinds = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'];

export const disabilitySubsidies = () =>
  form([
    title('困难残疾人生活补贴和重度残疾人护理补贴申请审批表'),
    headLine(),
    grid(columns(7), [
      row([
        ...pair('姓名', '{姓名}'),
        ...pair('性别', '{性别}'),
        cell('出生日期'),
        cell('{出生日期}', { size: 21 }),
        cell('照片', { down: 3 }),
      ]),
      row([...pair('身份证号', '{身份证号}', 2), ...pair('电话', '{电话}', 2)]),
      row([...pair('残疾人证号', '{残疾人证号}', 2), ...pair('有效期到', '{证件有效期}', 2)]),
      row([...pair('户籍地址', '{住址}', 6)]),
      row([
        cell('申请补贴'),
        cell(boxes('申请补贴', ['困难残疾人生活补贴', '重度残疾人护理补贴']), { span: 6, left: true }),
      ]),
      row([
        cell('申请类别'),
        cell(boxes('申请类别', ['首次申请', '换证后续领', '户口迁入接着领', '更换发放账户']), { span: 6, left: true }),
      ]),
      row([cell('残疾类别'), cell(boxes('残疾类别', kinds), { span: 6, left: true })]),
      row([cell('残疾等级'), cell(boxes('残疾等级', ['一级', '二级', '三级', '四级']), { span: 6, left: true })]),
      row([
        cell('家庭情况'),
        cell(`${boxes('家庭情况', ['低保家庭', '低保边缘家庭', '其他'])}　低保证号：{低保证号}`, {
          span: 6,
          left: true,
        }),
      ]),
      row([...pair('照护人', '{照护人}'), ...pair('电话', '{照护人.电话}'), ...pair('同类待遇', '{享受其他}', 2)]),
      row([
        cell('补贴标准'),
        cell('生活补贴每月 {生活补贴标准} 元；护理补贴每月 {护理补贴标准} 元（示例）', { span: 6, left: true }),
      ]),
      ...account(3),
      agent(2),
      row(
        [
          cell('申请人声明'),
          cell('以上情况属实，没有同时领取不能叠加的待遇；情况变化时及时报告。', {
            span: 6,
            top: true,
            right: '本人或监护人（签名或按指印）：　　　　　　　　　　年　　月　　日',
          }),
        ],
        1000,
      ),
      opinion('乡镇人民\n政府意见', '', 6, '经办人：　　　　　负责人：', 1350),
      opinion('县残联\n审核意见', '', 6, '经办人：　　　　　负责人：', 1350),
      opinion('县民政局\n审定意见', '', 6, '经办人：　　　　　负责人：', 1350),
    ]),
    note('本表一式两份。示例表格，以县级公布的式样为准。'),
  ]);
