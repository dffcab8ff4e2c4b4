/** Sample forms of 农村宅基地: application, pledge and approval. Layouts are usual ones; a county has its own. */
import { boxes, cell, columns, form, grid, headLine, line, note, opinion, pair, row, title } from './parts.mjs';

const land = ['原宅基地', '村内空闲地', '其他建设用地', '耕地', '林地', '其他农用地'];
const types = ['分户新建', '拆旧建新（原址）', '拆旧建新（移址）', '改建扩建', '因灾重建'];
const size = 21;

export const homesteadApplication = () =>
  form([
    title('农村宅基地和建房（规划许可）申请表'),
    headLine(),
    grid(columns(8), [
      row([
        cell('申请\n户主\n信息', { down: 2 }),
        ...pair('姓名', '{姓名}'),
        ...pair('性别', '{性别}'),
        ...pair('年龄', '{年龄}岁', 2),
      ]),
      row([...pair('身份证号', '{身份证号}', 3), ...pair('电话', '{电话}', 2)]),
      row([...pair('户籍地址', '{住址}', 7)]),
      row(
        [
          cell('户内\n成员', { down: 2 }),
          ...['姓名', '年龄', '关系'].map((text) => cell(text)),
          cell('身份证号', { span: 3 }),
          cell('电话'),
        ],
        400,
      ),
      row(
        [
          cell('{#家庭成员:4}{姓名}', { size }),
          cell('{年龄}', { size }),
          cell('{关系}', { size }),
          cell('{身份证号}', { span: 3, size }),
          cell('{电话}{/}', { size }),
        ],
        400,
      ),
      row([...pair('户内人口', '{户内人口} 人', 3), ...pair('四邻意见', '{四邻意见}', 3)]),
      row([cell('申请类型'), cell(boxes('申请类型', types), { span: 7, left: true })]),
      row([
        cell('现有\n宅基地'),
        cell(`${boxes('现有宅基地', ['没有', '一处', '两处以上'])}　面积 {现有面积} 平方米`, { span: 4, left: true }),
        ...pair('旧房处置', '{旧房处置}', 2),
      ]),
      row([...pair('建房地点', '{建房地点}', 7)]),
      row(
        [
          cell('四至'),
          cell('东至 {四至东}\n南至 {四至南}', { span: 3, left: true }),
          cell('西至 {四至西}\n北至 {四至北}', { span: 4, left: true }),
        ],
        700,
      ),
      row([cell('地类'), cell(boxes('地类', land), { span: 7, left: true })]),
      row([...pair('用地面积', '{拟用面积} 平方米', 3), ...pair('人均', '{人均面积} 平方米', 3)]),
      row([
        cell('拟建住房'),
        cell('占地 {建筑占地} 平方米，{层数} 层，建筑面积 {建筑面积} 平方米，高 {建筑高度} 米', {
          span: 7,
          left: true,
        }),
      ]),
      row(
        [
          cell('申请理由'),
          cell('{事由}\n本户符合“一户一宅”，没有出卖、出租、赠与住宅后再申请。', {
            span: 7,
            top: true,
            right: '\n申请人（签名）：　　　　　　　　　　年　　月　　日',
          }),
        ],
        1300,
      ),
      opinion('村民小组\n意见', '', 7, '负责人：', 1150),
      opinion('村委会\n意见', '经公示无异议。', 7, '负责人：', 1150),
    ]),
    note('本表一式两份。示例表格，以省、县公布的式样为准。'),
  ]);

const promises = [
  '一、本户提供的户籍、家庭成员和住房情况属实。',
  '二、经批准后，在 {建房地点} 按批准的面积 {拟用面积} 平方米、{层数} 层建房，不超占、不加层。',
  '三、先放线、后动工；建好后申请验收。',
  '四、属于拆旧建新的，新房建成后按约定处理旧房（{旧房处置}），退还旧宅基地。',
  '五、不把批准的宅基地转给别人建房。',
  '如有违反，愿意承担由此产生的责任。',
];

export const homesteadPledge = () =>
  form([
    title('农村宅基地使用承诺书'),
    line('{大厅}：', { before: 200, after: 120, size: 28 }),
    line(
      '　　本人{姓名}（身份证号：{身份证号}），住{住址}，全户共 {户内人口} 人，申请{申请类型}。现自愿作出如下承诺：',
      { size: 28, after: 120 },
    ),
    ...promises.map((text) => line(`　　${text}`, { size: 28, after: 80 })),
    line('{#代理人}　　代办人：{代理人}（{代理人关系}），电话：{代理人电话}。{/}', { size: 28 }),
    line('承诺人（签名并按指印）：　　　　　　　　', { size: 28, before: 900, align: 'right' }),
    line('　　　　年　　月　　日　　', { size: 28, before: 200, align: 'right' }),
  ]);

export const homesteadApproval = () =>
  form([
    title('农村宅基地和建房（规划许可）审批表'),
    headLine(),
    grid(columns(6), [
      row([...pair('申请户主', '{姓名}'), ...pair('身份证号', '{身份证号}', 3)]),
      row([...pair('户内人口', '{户内人口} 人'), ...pair('住址', '{住址}', 3)]),
      row([...pair('建房地点', '{建房地点}', 2), ...pair('申请类型', '{申请类型}', 2)]),
      row([
        ...pair('用地面积', '{拟用面积} ㎡'),
        ...pair('占地面积', '{建筑占地} ㎡'),
        ...pair('建筑面积', '{建筑面积} ㎡'),
      ]),
      row([cell('占用地类'), cell('{地类}', { span: 5, left: true })]),
      row(
        [
          cell('现场勘验\n（两人以上）'),
          cell(
            '地块位置、四至和面积与申请{#四邻意见=都已签字}一致，四邻都已签字{/}{^四邻意见=都已签字}　　　　，四邻意见：{四邻意见}{/}。',
            {
              span: 5,
              top: true,
              right: '\n勘验人（签字）：　　　　　　　　　　　　　　　年　　月　　日',
            },
          ),
        ],
        1500,
      ),
      ...['自然资源部门', '农业农村部门', '其他部门（林业、水利等）'].map((who) =>
        opinion(who.replace('（', '\n（'), '', 5, '经办人：　　　　　负责人：', 1500),
      ),
      opinion('乡镇人民政府\n审批意见', '', 5, '负责人：', 1900),
      row([cell('批准书编号'), cell('', { span: 2 }), cell('规划许可证'), cell('', { span: 2 })]),
    ]),
    note(
      '本表一式两份，由{大厅}存档。《中华人民共和国土地管理法》第六十二条：农村村民住宅用地，由乡（镇）人民政府审核批准。示例表格，以省、县公布的式样为准。',
    ),
  ]);
