<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a design file</source>
        <translation>打开设计文件</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Turn a node-link JSON or GraphML graph into a design</source>
        <translation>将 node-link JSON 或 GraphML 图转换为设计</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save the design to its file</source>
        <translation>将设计保存到其文件</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the design to another file</source>
        <translation>将设计保存到另一个文件</translation>
    </message>
    <message>
        <source>Summary as &amp;PDF…</source>
        <translation>摘要导出为 PDF(&amp;P)…</translation>
    </message>
    <message>
        <source>Export the summary sheet as PDF</source>
        <translation>将摘要表导出为 PDF</translation>
    </message>
    <message>
        <source>Workbook as &amp;XLSX…</source>
        <translation>工作簿导出为 XLSX(&amp;X)…</translation>
    </message>
    <message>
        <source>Export summary, BOM, cabling, checks and sources</source>
        <translation>导出摘要、物料清单、布线、检查和来源</translation>
    </message>
    <message>
        <source>Tables as &amp;CSV…</source>
        <translation>表格导出为 CSV(&amp;C)…</translation>
    </message>
    <message>
        <source>Export every sheet as a CSV file</source>
        <translation>将每张表导出为 CSV 文件</translation>
    </message>
    <message>
        <source>Readouts as &amp;JSON…</source>
        <translation>读数导出为 JSON(&amp;J)…</translation>
    </message>
    <message>
        <source>Export readouts and findings as JSON</source>
        <translation>将读数和检查结果导出为 JSON</translation>
    </message>
    <message>
        <source>Canvas as P&amp;NG…</source>
        <translation>画布导出为 PNG(&amp;N)…</translation>
    </message>
    <message>
        <source>Export the canvas as a picture</source>
        <translation>将画布导出为图片</translation>
    </message>
    <message>
        <source>Canvas as &amp;SVG…</source>
        <translation>画布导出为 SVG(&amp;S)…</translation>
    </message>
    <message>
        <source>Export the canvas as a vector drawing</source>
        <translation>将画布导出为矢量图</translation>
    </message>
    <message>
        <source>Sc&amp;ript…</source>
        <translation>脚本(&amp;R)…</translation>
    </message>
    <message>
        <source>Save what was done as commands that can be replayed</source>
        <translation>将所做的操作保存为可重放的命令</translation>
    </message>
    <message>
        <source>Recor&amp;d Script</source>
        <translation>录制脚本(&amp;D)</translation>
    </message>
    <message>
        <source>Record what is done from now on as a script; once more ends and saves it</source>
        <translation>把此后的操作录制为脚本；再次选择则结束并保存</translation>
    </message>
    <message>
        <source>&amp;All…</source>
        <translation>全部(&amp;A)…</translation>
    </message>
    <message>
        <source>Export every format into a folder</source>
        <translation>将所有格式导出到一个文件夹</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last edit</source>
        <translation>撤销上一步编辑</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make the edit again</source>
        <translation>重新执行该编辑</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>复制副本(&amp;U)</translation>
    </message>
    <message>
        <source>Copy the selection with its links</source>
        <translation>连同链路一起复制所选内容</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Delete exactly the selected copies and links</source>
        <translation>仅删除所选的副本和链路</translation>
    </message>
    <message>
        <source>Delete in All &amp;Copies</source>
        <translation>在所有副本中删除(&amp;C)</translation>
    </message>
    <message>
        <source>Delete the selection from the block, in every copy of it</source>
        <translation>从块中删除所选内容，对其每个副本生效</translation>
    </message>
    <message>
        <source>Reset Chan&amp;ged Copies</source>
        <translation>重置已更改的副本(&amp;G)</translation>
    </message>
    <message>
        <source>Bring back removed copies and take back replaced ones: the selected, or all in this block</source>
        <translation>恢复已移除的副本并撤回已替换的副本：所选的，或此块中的全部</translation>
    </message>
    <message>
        <source>Take Out a Lin&amp;k…</source>
        <translation>移除单条链路(&amp;K)…</translation>
    </message>
    <message>
        <source>Take out single links of a bundle between two copies, or bring them back</source>
        <translation>移除链路束中两个副本之间的单条链路，或将其恢复</translation>
    </message>
    <message>
        <source>Restore Taken-Out Lin&amp;ks</source>
        <translation>恢复已移除的链路(&amp;K)</translation>
    </message>
    <message>
        <source>Bring back links that were taken out: of the selected bundles, or all</source>
        <translation>恢复已移除的链路：所选链路束的，或全部</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Select everything in this block</source>
        <translation>选择此块中的所有内容</translation>
    </message>
    <message>
        <source>Select &amp;None</source>
        <translation>取消选择(&amp;N)</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>&amp;Tidy Block</source>
        <translation>整理块(&amp;T)</translation>
    </message>
    <message>
        <source>Place everything in this block in rows by tier</source>
        <translation>将此块中的所有内容按层级排成行</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>重命名(&amp;N)…</translation>
    </message>
    <message>
        <source>Rename the selection or the block</source>
        <translation>重命名所选内容或块</translation>
    </message>
    <message>
        <source>Set C&amp;ount…</source>
        <translation>设置数量(&amp;O)…</translation>
    </message>
    <message>
        <source>Set how many copies there are</source>
        <translation>设置副本数量</translation>
    </message>
    <message>
        <source>Zoom to &amp;Fit</source>
        <translation>缩放至全部(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole block</source>
        <translation>显示整个块</translation>
    </message>
    <message>
        <source>Zoom to &amp;Selection</source>
        <translation>缩放至所选(&amp;S)</translation>
    </message>
    <message>
        <source>Show the selection</source>
        <translation>显示所选内容</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Show less, larger</source>
        <translation>显示得更少、更大</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Show more, smaller</source>
        <translation>显示得更多、更小</translation>
    </message>
    <message>
        <source>&amp;Enter Block</source>
        <translation>进入块(&amp;E)</translation>
    </message>
    <message>
        <source>Edit the contents of the selected block</source>
        <translation>编辑所选块的内容</translation>
    </message>
    <message>
        <source>&amp;Leave Block</source>
        <translation>离开块(&amp;L)</translation>
    </message>
    <message>
        <source>Go up to the block around this one</source>
        <translation>返回上一级块</translation>
    </message>
    <message>
        <source>&amp;Compare Designs…</source>
        <translation>比较设计(&amp;C)…</translation>
    </message>
    <message>
        <source>Put this design beside others, with ratios</source>
        <translation>将此设计与其他设计并排比较，并给出比值</translation>
    </message>
    <message>
        <source>What If Something &amp;Fails…</source>
        <translation>故障假设分析(&amp;F)…</translation>
    </message>
    <message>
        <source>Let every kind of thing fail once, and show what is left</source>
        <translation>让每一类部件各失效一次，并显示剩余能力</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>标签(&amp;L)</translation>
    </message>
    <message>
        <source>Write names and link counts on the canvas</source>
        <translation>在画布上显示名称和链路数</translation>
    </message>
    <message>
        <source>&amp;Power</source>
        <translation>功率(&amp;P)</translation>
    </message>
    <message>
        <source>Write on every rack what it draws of what it can supply</source>
        <translation>在每个机柜上标出其功耗与可供功率</translation>
    </message>
    <message>
        <source>&amp;Cooling</source>
        <translation>散热(&amp;C)</translation>
    </message>
    <message>
        <source>Write on every rack how its heat leaves it</source>
        <translation>在每个机柜上标出热量如何散出</translation>
    </message>
    <message>
        <source>&amp;Structure</source>
        <translation>结构(&amp;S)</translation>
    </message>
    <message>
        <source>Show everything inside everything, where it stands</source>
        <translation>按所在位置显示所有内容及其内部</translation>
    </message>
    <message>
        <source>&amp;Topology</source>
        <translation>拓扑(&amp;T)</translation>
    </message>
    <message>
        <source>Show tiers by role: endpoints below, switches above</source>
        <translation>按角色显示层级：端点在下，交换机在上</translation>
    </message>
    <message>
        <source>&amp;Floor Plan</source>
        <translation>平面图(&amp;F)</translation>
    </message>
    <message>
        <source>Show the hall from above, true to scale</source>
        <translation>按真实比例从上方显示机房</translation>
    </message>
    <message>
        <source>&amp;Elevation</source>
        <translation>立面图(&amp;E)</translation>
    </message>
    <message>
        <source>Show the fronts of the racks, unit by unit</source>
        <translation>逐单元显示机柜正面</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>无(&amp;N)</translation>
    </message>
    <message>
        <source>Show the drawing alone</source>
        <translation>仅显示图形</translation>
    </message>
    <message>
        <source>Link &amp;Load, Ideal Routing</source>
        <translation>链路负载，理想路由(&amp;L)</translation>
    </message>
    <message>
        <source>Show how full links are when all endpoints send to all, routed best</source>
        <translation>显示所有端点互发且路由最优时的链路占用</translation>
    </message>
    <message>
        <source>Link Load, &amp;Equal Split</source>
        <translation>链路负载，等价均分(&amp;E)</translation>
    </message>
    <message>
        <source>Show how full links are when traffic is split equally over shortest paths</source>
        <translation>显示流量在最短路径上均分时的链路占用</translation>
    </message>
    <message>
        <source>&amp;Bisection Cut</source>
        <translation>对分割(&amp;B)</translation>
    </message>
    <message>
        <source>Show the two halves and the links that prove the bisection bandwidth</source>
        <translation>显示两半以及证明对分带宽的链路</translation>
    </message>
    <message>
        <source>&amp;Port Use</source>
        <translation>端口使用(&amp;P)</translation>
    </message>
    <message>
        <source>Show how many ports of each part have a link</source>
        <translation>显示每个部件有多少端口已连接</translation>
    </message>
    <message>
        <source>&amp;Rack Power</source>
        <translation>机柜功率(&amp;R)</translation>
    </message>
    <message>
        <source>Show what each rack draws against its limit</source>
        <translation>显示每个机柜的功耗与其上限</translation>
    </message>
    <message>
        <source>&amp;Oversubscription</source>
        <translation>收敛比(&amp;O)</translation>
    </message>
    <message>
        <source>Show downlink over uplink capacity of the switches</source>
        <translation>显示交换机下行容量与上行容量之比</translation>
    </message>
    <message>
        <source>&amp;Age of the Figures</source>
        <translation>数据时间(&amp;A)</translation>
    </message>
    <message>
        <source>Show how old the catalog figures of each part are</source>
        <translation>显示各部件目录数据的时间</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>缩略图(&amp;M)</translation>
    </message>
    <message>
        <source>Show where in the whole block the canvas is</source>
        <translation>显示画布在整个块中的位置</translation>
    </message>
    <message>
        <source>&amp;Reset Panels</source>
        <translation>重置面板(&amp;R)</translation>
    </message>
    <message>
        <source>Show every panel where it stood at the first start</source>
        <translation>让所有面板回到首次启动时的位置</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Follow the theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>浅底深字</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>深底浅字</translation>
    </message>
    <message>
        <source>High &amp;Contrast</source>
        <translation>高对比度(&amp;C)</translation>
    </message>
    <message>
        <source>White text on black ground</source>
        <translation>黑底白字</translation>
    </message>
    <message>
        <source>Speak the language of the system</source>
        <translation>使用系统语言</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Speak English</source>
        <translation>使用英语</translation>
    </message>
    <message>
        <source>Speak simplified Chinese</source>
        <translation>使用简体中文</translation>
    </message>
    <message>
        <source>Empty &amp;Rack</source>
        <translation>空机柜(&amp;R)</translation>
    </message>
    <message>
        <source>Add an empty rack block</source>
        <translation>添加一个空机柜块</translation>
    </message>
    <message>
        <source>Empty &amp;Node</source>
        <translation>空节点(&amp;N)</translation>
    </message>
    <message>
        <source>Add an empty node block</source>
        <translation>添加一个空节点块</translation>
    </message>
    <message>
        <source>Add an empty group</source>
        <translation>添加一个空组</translation>
    </message>
    <message>
        <source>&amp;Fabric…</source>
        <translation>互连网络(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a fabric of a family, sized by its parameters</source>
        <translation>按参数添加某一类型的互连网络</translation>
    </message>
    <message>
        <source>From &amp;Catalog…</source>
        <translation>从目录(&amp;C)…</translation>
    </message>
    <message>
        <source>Search the catalog for a part to add</source>
        <translation>在目录中搜索要添加的部件</translation>
    </message>
    <message>
        <source>&amp;Find a Command…</source>
        <translation>查找命令(&amp;F)…</translation>
    </message>
    <message>
        <source>Run any command by its name</source>
        <translation>按名称运行任意命令</translation>
    </message>
    <message>
        <source>&amp;Quantities</source>
        <translation>物理量(&amp;Q)</translation>
    </message>
    <message>
        <source>How each number is computed</source>
        <translation>每个数值如何计算</translation>
    </message>
    <message>
        <source>&amp;Keys and Gestures</source>
        <translation>按键与手势(&amp;K)</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>所有按键</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>关于(&amp;A)</translation>
    </message>
    <message>
        <source>Version, licence and libraries</source>
        <translation>版本、许可证和所用库</translation>
    </message>
    <message>
        <source>Graphs (*.json *.graphml *.xml);;All files (*)</source>
        <translation>图文件 (*.json *.graphml *.xml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Designs (*.cluster.json);;All files (*)</source>
        <translation>设计 (*.cluster.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save changes to &quot;{name}&quot;?</source>
        <translation>保存对“{name}”的更改？</translation>
    </message>
    <message>
        <source>Without saving, the changes since the last save are lost.</source>
        <translation>如果不保存，自上次保存以来的更改将丢失。</translation>
    </message>
    <message>
        <source>Save the recorded script? It has {n_steps} steps.</source>
        <translation>保存录制的脚本？共 {n_steps} 步。</translation>
    </message>
    <message>
        <source>Without saving, the recording is lost; the design stays.</source>
        <translation>不保存则丢失录制内容；设计保持不变。</translation>
    </message>
    <message>
        <source>Open design</source>
        <translation>打开设计</translation>
    </message>
    <message>
        <source>Import graph</source>
        <translation>导入图</translation>
    </message>
    <message>
        <source>Save design</source>
        <translation>保存设计</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export into folder</source>
        <translation>导出到文件夹</translation>
    </message>
    <message>
        <source>Approve finding</source>
        <translation>认可检查结果</translation>
    </message>
    <message>
        <source>Why is this acceptable?
{about}</source>
        <translation>为什么可以接受？
{about}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 项</translation>
    </message>
    <message>
        <source>{name} is open in another window; this is a copy of it</source>
        <translation>{name} 已在另一个窗口中打开；这是它的副本</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>New design: drag racks, nodes and switches from the catalog</source>
        <translation>新设计：从目录中拖入机柜、节点和交换机</translation>
    </message>
    <message>
        <source>{name} cannot be imported</source>
        <translation>无法导入 {name}</translation>
    </message>
    <message>
        <source>Imported {name}: save it to keep it</source>
        <translation>已导入 {name}：请保存以保留</translation>
    </message>
    <message>
        <source>{file} cannot be recovered</source>
        <translation>无法恢复 {file}</translation>
    </message>
    <message>
        <source>Recovered {file}: save it to keep it</source>
        <translation>已恢复 {file}：请保存以保留</translation>
    </message>
    <message>
        <source>New design: {description}</source>
        <translation>新设计：{description}</translation>
    </message>
    <message>
        <source>Script (*.json)</source>
        <translation>脚本 (*.json)</translation>
    </message>
    <message>
        <source>Compare designs</source>
        <translation>比较设计</translation>
    </message>
    <message>
        <source>Divide totals by</source>
        <translation>总量除以</translation>
    </message>
    <message>
        <source>Only what they share</source>
        <translation>仅显示共有项</translation>
    </message>
    <message>
        <source>Quantity that is equal</source>
        <translation>相等的量</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排比较</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Readouts that change</source>
        <translation>变化的读数</translation>
    </message>
    <message>
        <source>whole design</source>
        <translation>整个设计</translation>
    </message>
    <message>
        <source>At equal amount</source>
        <translation>等量比较</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>论断</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>论断</translation>
    </message>
    <message>
        <source>Save as workbook…</source>
        <translation>保存为工作簿…</translation>
    </message>
    <message>
        <source>Worked comparison</source>
        <translation>对比实例</translation>
    </message>
    <message>
        <source>Evaluating {names}</source>
        <translation>正在计算 {names}</translation>
    </message>
    <message>
        <source>Choose a second design to compare with</source>
        <translation>请选择第二个设计进行比较</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>{name} cannot be written</source>
        <translation>无法写入 {name}</translation>
    </message>
    <message>
        <source>Design {number}</source>
        <translation>设计 {number}</translation>
    </message>
    <message>
        <source>Baseline is the last design chosen</source>
        <translation>基准是最后选择的设计</translation>
    </message>
    <message>
        <source>Totals per</source>
        <translation>总量按</translation>
    </message>
    <message>
        <source>Equal amount</source>
        <translation>等量</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>令</translation>
    </message>
    <message>
        <source>Kind of comparison</source>
        <translation>比较方式</translation>
    </message>
    <message>
        <source>Claims of publications</source>
        <translation>已发表的论断</translation>
    </message>
    <message>
        <source>Saved {n_steps} steps to {name}</source>
        <translation>已将 {n_steps} 步保存到 {name}</translation>
    </message>
    <message>
        <source>{name} cannot be opened</source>
        <translation>无法打开 {name}</translation>
    </message>
    <message>
        <source>it is open in another window; choose another name</source>
        <translation>它已在另一个窗口中打开；请选择其他名称</translation>
    </message>
    <message>
        <source>{name} cannot be saved</source>
        <translation>无法保存 {name}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>The list of recent files cannot be written: {problem}</source>
        <translation>无法写入最近文件列表：{problem}</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open S&amp;ystem</source>
        <translation>打开系统(&amp;Y)</translation>
    </message>
    <message>
        <source>Open a fresh copy of the reference system {name}</source>
        <translation>打开参考系统 {name} 的新副本</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Arrange</source>
        <translation>排列(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>块(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>叠加层(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Langua&amp;ge</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>Show or hide the panel {title}</source>
        <translation>显示或隐藏面板“{title}”</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>暂无文件</translation>
    </message>
    <message>
        <source>Files that you open or save are listed here</source>
        <translation>您打开或保存的文件会列在这里</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Where: {place}</source>
        <translation>位置：{place}</translation>
    </message>
    <message>
        <source>Rule: {code}</source>
        <translation>规则：{code}</translation>
    </message>
    <message>
        <source>Findings panel</source>
        <translation>检查结果面板</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已认可</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>修复…</translation>
    </message>
    <message>
        <source>Fix finding</source>
        <translation>修复检查结果</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>认可…</translation>
    </message>
    <message>
        <source>Accept the selected finding with a reason, kept in the design</source>
        <translation>附理由接受所选检查结果，理由保存在设计中</translation>
    </message>
    <message>
        <source>Nothing to show with this filter ({counts})</source>
        <translation>当前筛选下没有内容（{counts}）</translation>
    </message>
    <message>
        <source>No findings: every rule passes</source>
        <translation>没有检查结果：所有规则均通过</translation>
    </message>
    <message>
        <source>Errors {n:,}</source>
        <translation>错误 {n:,}</translation>
    </message>
    <message>
        <source>Warnings {n:,}</source>
        <translation>警告 {n:,}</translation>
    </message>
    <message>
        <source>Notes {n:,}</source>
        <translation>提示 {n:,}</translation>
    </message>
    <message>
        <source>Approved {n:,}</source>
        <translation>已认可 {n:,}</translation>
    </message>
    <message>
        <source>Show in the table: {kind}</source>
        <translation>在表中显示：{kind}</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>There is no finding to go to</source>
        <translation>没有可前往的检查结果</translation>
    </message>
    <message>
        <source>Select a finding first</source>
        <translation>请先选择一条检查结果</translation>
    </message>
    <message>
        <source>There is no quick fix: {hint}</source>
        <translation>没有快速修复：{hint}</translation>
    </message>
    <message>
        <source>Withdraw approval</source>
        <translation>撤回认可</translation>
    </message>
    <message>
        <source>Time of the last edit</source>
        <translation>上次编辑耗时</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>阵列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列数</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Distance of columns</source>
        <translation>列间距</translation>
    </message>
    <message>
        <source>Distance of rows</source>
        <translation>行间距</translation>
    </message>
    <message>
        <source>What the array makes</source>
        <translation>阵列结果</translation>
    </message>
    <message>
        <source>Make Array</source>
        <translation>生成阵列</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Repeat the selection</source>
        <translation>重复所选内容</translation>
    </message>
    <message>
        <source>{n:,} places for {n_selected:,} selected</source>
        <translation>{n:,} 个位置，已选 {n_selected:,} 个</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Stop making files; those written already stay</source>
        <translation>停止生成文件；已写入的保留</translation>
    </message>
    <message>
        <source>1 copy selected</source>
        <translation>已选择 1 个副本</translation>
    </message>
    <message>
        <source>{n:,} copies selected</source>
        <translation>已选择 {n:,} 个副本</translation>
    </message>
    <message>
        <source>1 link bundle selected</source>
        <translation>已选择 1 个链路束</translation>
    </message>
    <message>
        <source>{n:,} link bundles selected</source>
        <translation>已选择 {n:,} 个链路束</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>{chosen}: {totals}</source>
        <translation>{chosen}：{totals}</translation>
    </message>
    <message>
        <source>Revision {revision:,}</source>
        <translation>修订 {revision:,}</translation>
    </message>
    <message>
        <source>Not possible: {reason}</source>
        <translation>无法执行：{reason}</translation>
    </message>
    <message>
        <source>Catalog panel</source>
        <translation>目录面板</translation>
    </message>
    <message>
        <source>Search parts and assemblies</source>
        <translation>搜索部件和组件</translation>
    </message>
    <message>
        <source>Search the catalog</source>
        <translation>搜索目录</translation>
    </message>
    <message>
        <source>Show in the catalog</source>
        <translation>目录中显示的内容</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Drag onto the canvas, or press Enter to add at its centre. Space marks ★.</source>
        <translation>拖到画布上，或按 Enter 添加到画布中央。空格键标记 ★。</translation>
    </message>
    <message>
        <source>No favourites yet: press Space on an entry, or click its star.</source>
        <translation>还没有收藏：在条目上按空格键，或单击其星标。</translation>
    </message>
    <message>
        <source>Nothing matches &quot;{query}&quot;. Try a family, such as &quot;switch&quot;, or show everything.</source>
        <translation>没有与“{query}”匹配的内容。请尝试类别名，例如 &quot;switch&quot;，或显示全部。</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>打开时</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已执行</translation>
    </message>
    <message>
        <source>History panel</source>
        <translation>历史面板</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>What the step changed</source>
        <translation>该步骤改变了什么</translation>
    </message>
    <message>
        <source>Steps and what they changed</source>
        <translation>步骤及其变化</translation>
    </message>
    <message>
        <source>Choose a step to see which numbers it changed.</source>
        <translation>选择一个步骤可查看它改变了哪些数值。</translation>
    </message>
    <message>
        <source>What this step changed is not kept any more.</source>
        <translation>此步骤的变化已不再保留。</translation>
    </message>
    <message>
        <source>{step} changed {n_numbers:,}:</source>
        <translation>{step} 改变了 {n_numbers:,} 个数值：</translation>
    </message>
    <message>
        <source>{step} changed no number.</source>
        <translation>{step} 未改变任何数值。</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>确定程度</translation>
    </message>
    <message>
        <source>Readouts panel</source>
        <translation>读数面板</translation>
    </message>
    <message>
        <source>Breakdown</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Show the parts of every total: by part, fabric and group</source>
        <translation>按部件、互连网络和组显示每个总量的构成</translation>
    </message>
    <message>
        <source>Show the breakdown of totals</source>
        <translation>显示总量明细</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Measure changes against the numbers shown now</source>
        <translation>以当前显示的数值为基准计算变化</translation>
    </message>
    <message>
        <source>Pin the numbers to compare against</source>
        <translation>固定用于比较的数值</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Explanation of the selected number</source>
        <translation>所选数值的说明</translation>
    </message>
    <message>
        <source>Copy explanation</source>
        <translation>复制说明</translation>
    </message>
    <message>
        <source>Copy the explanation as text</source>
        <translation>将说明复制为文本</translation>
    </message>
    <message>
        <source>Updating: {fabrics}</source>
        <translation>正在更新：{fabrics}</translation>
    </message>
    <message>
        <source>Preview, not committed yet</source>
        <translation>预览，尚未提交</translation>
    </message>
    <message>
        <source>Select a number to explain it</source>
        <translation>选择一个数值可查看说明</translation>
    </message>
    <message>
        <source>Changes since revision {revision:,}</source>
        <translation>自修订 {revision:,} 以来的变化</translation>
    </message>
    <message>
        <source>Change: {change}</source>
        <translation>变化：{change}</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>Last changed by step {position:,}, {step}; before it: {value}</source>
        <translation>最近由第 {position:,} 步“{step}”改变；之前为：{value}</translation>
    </message>
    <message>
        <source>Traffic to evaluate</source>
        <translation>要评估的流量</translation>
    </message>
    <message>
        <source>Traffic to evaluate beside all-to-all: {grammar}</source>
        <translation>除全互发外要评估的流量：{grammar}</translation>
    </message>
    <message>
        <source>Readouts</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>Where this number comes from</source>
        <translation>该数值的来历</translation>
    </message>
    <message>
        <source>Drag from the catalog onto the canvas</source>
        <translation>从目录拖到画布上</translation>
    </message>
    <message>
        <source>Add a part or an assembly</source>
        <translation>添加部件或组件</translation>
    </message>
    <message>
        <source>Drag on empty ground to the right</source>
        <translation>在空白处向右拖动</translation>
    </message>
    <message>
        <source>Select what the rectangle encloses</source>
        <translation>选择矩形完全包围的内容</translation>
    </message>
    <message>
        <source>Drag on empty ground to the left</source>
        <translation>在空白处向左拖动</translation>
    </message>
    <message>
        <source>Select what the rectangle touches</source>
        <translation>选择矩形触及的内容</translation>
    </message>
    <message>
        <source>Ctrl or Shift + click</source>
        <translation>Ctrl 或 Shift + 单击</translation>
    </message>
    <message>
        <source>Select as well, or no longer</source>
        <translation>加选或取消选择</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move the selection by one step; with Shift by ten</source>
        <translation>将所选内容移动一步；按住 Shift 移动十步</translation>
    </message>
    <message>
        <source>Alt while dragging</source>
        <translation>拖动时按住 Alt</translation>
    </message>
    <message>
        <source>Move freely, without steps and guide lines</source>
        <translation>自由移动，不吸附也不显示参考线</translation>
    </message>
    <message>
        <source>Drag a selected thing</source>
        <translation>拖动所选对象</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>移动它</translation>
    </message>
    <message>
        <source>Drag from a port to another</source>
        <translation>从一个端口拖到另一个端口</translation>
    </message>
    <message>
        <source>Connect; the number of links is shown before release</source>
        <translation>连接；松开前显示链路数</translation>
    </message>
    <message>
        <source>P, arrows and O while connecting</source>
        <translation>连接时按 P、方向键和 O</translation>
    </message>
    <message>
        <source>Choose the pattern, how deep the cable ends, and all copies or only two</source>
        <translation>选择连接方式、线缆终止的层级，以及全部副本还是仅这两个</translation>
    </message>
    <message>
        <source>Double click a block</source>
        <translation>双击块</translation>
    </message>
    <message>
        <source>Enter it; the bar above the canvas leads back</source>
        <translation>进入块；画布上方的路径栏可返回</translation>
    </message>
    <message>
        <source>Wheel, middle drag, Space and drag</source>
        <translation>滚轮、中键拖动、空格加拖动</translation>
    </message>
    <message>
        <source>Zoom, pan</source>
        <translation>缩放、平移</translation>
    </message>
    <message>
        <source>Give up the gesture</source>
        <translation>放弃当前手势</translation>
    </message>
    <message>
        <source>Quantities</source>
        <translation>物理量</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>帮助页</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>帮助页</translation>
    </message>
    <message>
        <source>Keys and gestures</source>
        <translation>按键与手势</translation>
    </message>
    <message>
        <source>Key or gesture</source>
        <translation>按键或手势</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>About Supernode Designer</source>
        <translation>关于 Supernode Designer</translation>
    </message>
    <message>
        <source>Supernode Designer</source>
        <translation>Supernode Designer</translation>
    </message>
    <message>
        <source>Version {version}, Apache License 2.0.</source>
        <translation>版本 {version}，Apache License 2.0。</translation>
    </message>
    <message>
        <source>Draw AI supernodes and clusters as graphs, and read throughput, bisection, power and cost as they follow from the drawing. Every number says how it was computed, how sure it is and where its inputs come from.</source>
        <translation>以图的形式绘制 AI 超节点和集群，并直接读出由图得出的吞吐量、对分带宽、功率和成本。每个数值都说明其计算方法、确定程度和输入来源。</translation>
    </message>
    <message>
        <source>Built with Qt {qt} (LGPL 3), NumPy, NetworkX, SciPy, HiGHS, pydantic, pyqtgraph and XlsxWriter. Typefaces Inter and Noto Sans CJK (SIL Open Font License).</source>
        <translation>使用 Qt {qt} (LGPL 3)、NumPy、NetworkX、SciPy、HiGHS、pydantic、pyqtgraph 和 XlsxWriter 构建。字体为 Inter 和 Noto Sans CJK (SIL Open Font License)。</translation>
    </message>
    <message>
        <source>Canvas area</source>
        <translation>画布区域</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Bandwidth per endpoint</source>
        <translation>每端点带宽</translation>
    </message>
    <message>
        <source>Peak IT power by group</source>
        <translation>各组峰值 IT 功率</translation>
    </message>
    <message>
        <source>Capex by group</source>
        <translation>各组资本支出</translation>
    </message>
    <message>
        <source>Bandwidth per endpoint and direction</source>
        <translation>每端点每方向带宽</translation>
    </message>
    <message>
        <source>Capex by group, likely with low and high</source>
        <translation>各组资本支出：可能值及上下限</translation>
    </message>
    <message>
        <source>injection</source>
        <translation>注入</translation>
    </message>
    <message>
        <source>Bisection bandwidth is divided by half of the endpoints, so that it can be compared.</source>
        <translation>对分带宽已除以端点数的一半，以便比较。</translation>
    </message>
    <message>
        <source>Connect accelerators through switches to see bandwidth.</source>
        <translation>通过交换机连接加速器即可看到带宽。</translation>
    </message>
    <message>
        <source>Sum {total}</source>
        <translation>合计 {total}</translation>
    </message>
    <message>
        <source>Add parts from the catalog to see their share.</source>
        <translation>从目录添加部件即可看到各自占比。</translation>
    </message>
    <message>
        <source>Readouts and charts</source>
        <translation>读数和图表</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>part that gives compute, memory, power and price</source>
        <translation>决定算力、内存、功率和价格的部件</translation>
    </message>
    <message>
        <source>Link rate</source>
        <translation>链路速率</translation>
    </message>
    <message>
        <source>line rate of one link per direction</source>
        <translation>单条链路每方向的线路速率</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>part; empty for the catalog switch of this radix, else an assumed one</source>
        <translation>部件；留空则取目录中该端口数的交换机，没有时取假设的交换机</translation>
    </message>
    <message>
        <source>enclosure; empty for an assumed one</source>
        <translation>机箱；留空则取假设的机箱</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>rack; empty for an assumed one of 120 kW</source>
        <translation>机柜；留空则取假设的 120 kW 机柜</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>what the fabric is for</source>
        <translation>该互连网络的用途</translation>
    </message>
    <message>
        <source>Accelerators per node</source>
        <translation>每节点加速器数</translation>
    </message>
    <message>
        <source>accelerators in one enclosure</source>
        <translation>一个机箱内的加速器数</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Group {what}</source>
        <translation>组合 {what}</translation>
    </message>
    <message>
        <source>{value} is a rack, whose contents stand in rack units; group whole racks, or what is inside a node</source>
        <translation>{value} 是机柜，其内容按机架单元放置；请组合整个机柜，或节点内部的内容</translation>
    </message>
    <message>
        <source>Make {instance} unique</source>
        <translation>使 {instance} 独立</translation>
    </message>
    <message>
        <source>{id} is a part; only blocks have an inside of their own</source>
        <translation>{id} 是部件；只有块才有自己的内部</translation>
    </message>
    <message>
        <source>{id} is the only use of its block already</source>
        <translation>{id} 已是其块的唯一使用处</translation>
    </message>
    <message>
        <source>Split Count</source>
        <translation>拆分数量</translation>
    </message>
    <message>
        <source>Into how many copies of {name}?</source>
        <translation>将 {name} 拆成多少个副本？</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>Copied; Ctrl+V pastes it here or in another window</source>
        <translation>已复制；按 Ctrl+V 粘贴到此处或另一个窗口</translation>
    </message>
    <message>
        <source>{display_name}[*] - Supernode Designer</source>
        <translation>{display_name}[*] - Supernode Designer</translation>
    </message>
    <message>
        <source>This view places things by itself: move them in Structure or Floor plan</source>
        <translation>此视图自动布置对象：请在结构视图或平面图中移动</translation>
    </message>
    <message>
        <source>Drag to connect {text}</source>
        <translation>拖动以连接 {text}</translation>
    </message>
    <message>
        <source>{name} {number} ({n_copies:,} copies): {title}; differences inside: {n_changed:,}, Edit &gt; Reset Changed Copies takes them back</source>
        <translation>{name} {number}（{n_copies:,} 个副本）：{title}；内部差异：{n_changed:,}，可用“编辑 &gt; 重置已更改的副本”撤回</translation>
    </message>
    <message>
        <source>{name} {number} ({n_copies:,} copies): {title}</source>
        <translation>{name} {number}（{n_copies:,} 个副本）：{title}</translation>
    </message>
    <message>
        <source>{name} {number} ({n_copies:,} copies): {title}; double click to enter</source>
        <translation>{name} {number}（{n_copies:,} 个副本）：{title}；双击进入</translation>
    </message>
    <message>
        <source>View of the design</source>
        <translation>设计视图</translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation>第 {number} 排</translation>
    </message>
    <message>
        <source>↕ aisle {width_m:.1f} m</source>
        <translation>↕ 通道 {width_m:.1f} m</translation>
    </message>
    <message>
        <source>cooling not stated</source>
        <translation>未注明冷却方式</translation>
    </message>
    <message>
        <source>cooling</source>
        <translation>冷却方式</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>air-cooled</source>
        <translation>风冷</translation>
    </message>
    <message>
        <source>≈ air-cooled</source>
        <translation>≈ 风冷</translation>
    </message>
    <message>
        <source>≈ air</source>
        <translation>≈ 风冷</translation>
    </message>
    <message>
        <source>air</source>
        <translation>风冷</translation>
    </message>
    <message>
        <source>≈ {percent:.0f} % liquid</source>
        <translation>≈ {percent:.0f} % 液冷</translation>
    </message>
    <message>
        <source>≈ {percent:.0f} %</source>
        <translation>≈ {percent:.0f} %</translation>
    </message>
    <message>
        <source>{percent:.0f} % liquid-cooled</source>
        <translation>{percent:.0f} % 液冷</translation>
    </message>
    <message>
        <source>{percent:.0f} %</source>
        <translation>{percent:.0f} %</translation>
    </message>
    <message>
        <source>liquid</source>
        <translation>液冷</translation>
    </message>
    <message>
        <source>{n} U free</source>
        <translation>空闲 {n} U</translation>
    </message>
    <message>
        <source>{n_used} of {n} U</source>
        <translation>{n_used} / {n} U</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Tier {tier}</source>
        <translation>第 {tier} 层</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>拓扑</translation>
    </message>
    <message>
        <source>Floor plan</source>
        <translation>平面图</translation>
    </message>
    <message>
        <source>Elevation</source>
        <translation>立面图</translation>
    </message>
    <message>
        <source>Manhattan distance between racks plus risers, runs in the racks and slack, over all rack pairs; two runs inside one rack; low and high from the bands of the assumptions</source>
        <translation>机柜间曼哈顿距离加竖直段、柜内走线和余量，对所有机柜对求和；同一机柜内为两段走线；上下限来自假设的范围</translation>
    </message>
    <message>
        <source>Cabling</source>
        <translation>布线</translation>
    </message>
    <message>
        <source>Cable length, total</source>
        <translation>线缆总长度</translation>
    </message>
    <message>
        <source>Longest cable</source>
        <translation>最长线缆</translation>
    </message>
    <message>
        <source>kW of IT power</source>
        <translation>kW IT 功率</translation>
    </message>
    <message>
        <source>MUSD of capex</source>
        <translation>百万美元资本支出</translation>
    </message>
    <message>
        <source>2 to {n_max} designs can be compared, not {n_sides}</source>
        <translation>可比较 2 到 {n_max} 个设计，而不是 {n_sides} 个</translation>
    </message>
    <message>
        <source>there is no design number {number}</source>
        <translation>没有编号为 {number} 的设计</translation>
    </message>
    <message>
        <source>accelerators times peak dense rate of one</source>
        <translation>加速器数乘以单个加速器的稠密峰值算力</translation>
    </message>
    <message>
        <source>; 0 for {lacking}, which lack the format</source>
        <translation>；{lacking} 不支持该格式，按 0 计</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Peak dense {number_format}</source>
        <translation>稠密峰值 {number_format}</translation>
    </message>
    <message>
        <source>pieces times likely price, without installation and spares</source>
        <translation>件数乘以可能价格，不含安装和备件</translation>
    </message>
    <message>
        <source>low and high are sums of the price lows and highs (all errors in one direction)</source>
        <translation>上下限为各价格上下限之和（假设误差同向）</translation>
    </message>
    <message>
        <source>; no price, counted as 0: {missing}</source>
        <translation>；无价格、按 0 计：{missing}</translation>
    </message>
    <message>
        <source>Capex</source>
        <translation>资本支出</translation>
    </message>
    <message>
        <source>Capex: {name}</source>
        <translation>资本支出：{name}</translation>
    </message>
    <message>
        <source>capex over accelerators; {bands}</source>
        <translation>资本支出除以加速器数；{bands}</translation>
    </message>
    <message>
        <source>Capex per accelerator</source>
        <translation>每加速器资本支出</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>copies counted in the class graph, exceptions taken out</source>
        <translation>在类图中计数的副本，扣除例外</translation>
    </message>
    <message>
        <source>linked pairs of copies times links per pair, exceptions taken out</source>
        <translation>相连副本对数乘以每对链路数，扣除例外</translation>
    </message>
    <message>
        <source>links over links per cable, times cables per link, per link bundle</source>
        <translation>每个链路束：链路数除以每缆链路数，再乘以每链路线缆数</translation>
    </message>
    <message>
        <source>modules at both ends of every optical cable; a twin-port module takes two cables of its enclosure</source>
        <translation>每根光缆两端的模块；双端口模块连接其机箱的两根线缆</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>Switch boxes</source>
        <translation>交换机箱</translation>
    </message>
    <message>
        <source>Racks</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source> - {n_out} removed or replaced</source>
        <translation> - {n_out} 个已移除或替换</translation>
    </message>
    <message>
        <source>{n_pairs:,} pairs x {n_links_per_pair}</source>
        <translation>{n_pairs:,} 对 x {n_links_per_pair}</translation>
    </message>
    <message>
        <source>{n_links:,} between listed pairs</source>
        <translation>列出的副本对之间 {n_links:,} 条</translation>
    </message>
    <message>
        <source>Links: {fabric_id}</source>
        <translation>链路：{fabric_id}</translation>
    </message>
    <message>
        <source>Links: {fabric_id}, {bundle_id}</source>
        <translation>链路：{fabric_id}，{bundle_id}</translation>
    </message>
    <message>
        <source>Accelerators</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>Hosts (CPU sockets)</source>
        <translation>主机（CPU 插槽）</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>Optical circuit switches</source>
        <translation>光路交换机</translation>
    </message>
    <message>
        <source>Cables</source>
        <translation>线缆</translation>
    </message>
    <message>
        <source>Optical modules</source>
        <translation>光模块</translation>
    </message>
    <message>
        <source>the amount to compare at is not a positive number</source>
        <translation>用于比较的数量不是正数</translation>
    </message>
    <message>
        <source>no design has a readout {readout_id}</source>
        <translation>没有设计含有读数 {readout_id}</translation>
    </message>
    <message>
        <source>{readout_id} is no total that copies add up to</source>
        <translation>{readout_id} 不是可由副本累加的总量</translation>
    </message>
    <message>
        <source>accelerators times memory capacity of one; memory of hosts is not counted</source>
        <translation>加速器数乘以单个内存容量；不计主机内存</translation>
    </message>
    <message>
        <source>accelerators times memory bandwidth of one, at the memory pins</source>
        <translation>加速器数乘以单个内存带宽（内存引脚处）</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Accelerator memory</source>
        <translation>加速器内存</translation>
    </message>
    <message>
        <source>Accelerator memory bandwidth</source>
        <translation>加速器内存带宽</translation>
    </message>
    <message>
        <source>its switches stand outside the design</source>
        <translation>其交换机在设计之外</translation>
    </message>
    <message>
        <source>links of the endpoints and free ports of the adapters behind them, the lesser of both</source>
        <translation>端点的链路与其后适配器的空闲端口，取两者较小值</translation>
    </message>
    <message>
        <source>{method}; mean over endpoints</source>
        <translation>{method}；对端点取平均</translation>
    </message>
    <message>
        <source>low and high are sums of the part lows and highs (all errors in one direction)</source>
        <translation>上下限为各部件上下限之和（假设误差同向）</translation>
    </message>
    <message>
        <source>; no power figure, counted as 0: {missing}</source>
        <translation>；无功率数据、按 0 计：{missing}</translation>
    </message>
    <message>
        <source>PUE times {kind} IT power, with one PUE at every load; {bands}</source>
        <translation>PUE 乘以{kind} IT 功率，各负载下取同一 PUE；{bands}</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Peak power: {group}</source>
        <translation>峰值功率：{group}</translation>
    </message>
    <message>
        <source>pieces times peak power of one, before conversion losses; {bands}</source>
        <translation>件数乘以单件峰值功率，未计转换损耗；{bands}</translation>
    </message>
    <message>
        <source>Peak power: conversion losses</source>
        <translation>峰值功率：转换损耗</translation>
    </message>
    <message>
        <source>IT power less the power of the parts</source>
        <translation>IT 功率减去各部件功率</translation>
    </message>
    <message>
        <source>highest peak power of one rack, conversion losses included; modules are spread evenly over the parts they are plugged into{missing_text}; {bands}</source>
        <translation>单个机柜的最高峰值功率，含转换损耗；模块平均分摊到所插入的部件{missing_text}；{bands}</translation>
    </message>
    <message>
        <source>the design</source>
        <translation>整个设计</translation>
    </message>
    <message>
        <source>Highest rack</source>
        <translation>功率最高的机柜</translation>
    </message>
    <message>
        <source>Peak IT power per accelerator</source>
        <translation>每加速器峰值 IT 功率</translation>
    </message>
    <message>
        <source>peak IT power over accelerators; {bands}</source>
        <translation>峰值 IT 功率除以加速器数；{bands}</translation>
    </message>
    <message>
        <source>nameplate peak of all parts over conversion efficiency; {bands}</source>
        <translation>所有部件铭牌峰值除以转换效率；{bands}</translation>
    </message>
    <message>
        <source>IT power, peak</source>
        <translation>IT 功率，峰值</translation>
    </message>
    <message>
        <source>typical power of all parts over conversion efficiency; parts without a typical figure at a typical share of their peak; {bands}{missing_text}</source>
        <translation>所有部件典型功率除以转换效率；没有典型值的部件按其峰值的典型比例计；{bands}{missing_text}</translation>
    </message>
    <message>
        <source>IT power, typical</source>
        <translation>IT 功率，典型</translation>
    </message>
    <message>
        <source>Facility power, peak</source>
        <translation>设施功率，峰值</translation>
    </message>
    <message>
        <source>Facility power, typical</source>
        <translation>设施功率，典型</translation>
    </message>
    <message>
        <source>sum over links between a rack with accelerators and any other place, per direction; a link between two such racks leaves both</source>
        <translation>含加速器的机柜与其他位置之间的链路按方向求和；两个此类机柜之间的链路对两者都计入</translation>
    </message>
    <message>
        <source>{fabric_id}: links that leave racks</source>
        <translation>{fabric_id}：离开机柜的链路</translation>
    </message>
    <message>
        <source>Leaving the racks with accelerators: {fabric_id}</source>
        <translation>离开含加速器机柜：{fabric_id}</translation>
    </message>
    <message>
        <source>breadth-first search over all copies</source>
        <translation>对所有副本做广度优先搜索</translation>
    </message>
    <message>
        <source>shortest paths, {split}; loads of a random sample of {n_done:,} of {n_all:,} destinations scaled up</source>
        <translation>最短路径，{split}；由 {n_all:,} 个目的端中随机抽取的 {n_done:,} 个的负载放大得到</translation>
    </message>
    <message>
        <source>hub, all-to-all and spectral bound, and the least balanced cut found</source>
        <translation>枢纽界、全互发界与谱界，以及所找到的最不均衡的割</translation>
    </message>
    <message>
        <source>fixed hubs, and cuts and distances</source>
        <translation>固定枢纽，以及割与距离</translation>
    </message>
    <message>
        <source>sum of the port rates in use of one endpoint</source>
        <translation>单个端点在用端口速率之和</translation>
    </message>
    <message>
        <source>sum of the port rates in use, lowest to highest endpoint</source>
        <translation>在用端口速率之和，从最低到最高的端点</translation>
    </message>
    <message>
        <source>downlink over uplink capacity of a switch</source>
        <translation>交换机下行容量与上行容量之比</translation>
    </message>
    <message>
        <source>, worst of {best:.4g} to {worst:.4g}</source>
        <translation>，{best:.4g} 到 {worst:.4g} 中的最差值</translation>
    </message>
    <message>
        <source>all-to-all, group:WHAT (rack, node, an instance or a fabric), group-size:N, rail:INSTANCE, permutation, random-permutation, random-permutation:SEED, longest-matching, longest-matching:PERCENT%, or a .json file</source>
        <translation>all-to-all、group:WHAT（rack、node、某个实例或网络）、group-size:N、rail:INSTANCE、permutation、random-permutation、random-permutation:SEED、longest-matching、longest-matching:PERCENT%，或 .json 文件</translation>
    </message>
    <message>
        <source>traffic &quot;{text}&quot; is not known; use {grammar}</source>
        <translation>未知的流量“{text}”；请使用 {grammar}</translation>
    </message>
    <message>
        <source>all-to-all inside each {argument}</source>
        <translation>每个 {argument} 内部全互发</translation>
    </message>
    <message>
        <source>all-to-all inside each rail, same index of {argument}</source>
        <translation>每条轨道内部全互发（{argument} 的相同索引）</translation>
    </message>
    <message>
        <source>all-to-all inside groups of {size:,} in index order</source>
        <translation>按索引顺序每组 {size:,} 个，组内全互发</translation>
    </message>
    <message>
        <source>groups of {size:,} do not fit {chain} with {sizes} copies; use a size that divides them from the right</source>
        <translation>大小为 {size:,} 的组与 {chain} 的 {sizes} 个副本不匹配；请使用能从右侧整除的大小</translation>
    </message>
    <message>
        <source>the {n_rows} rows of {text}</source>
        <translation>{text} 的 {n_rows} 行</translation>
    </message>
    <message>
        <source>row {at}, {field}: no instance chain starts with &quot;{text}&quot;</source>
        <translation>第 {at} 行，{field}：没有实例链以“{text}”开头</translation>
    </message>
    <message>
        <source>row {at}, {field}: not all endpoints lie in one &quot;{word}&quot;</source>
        <translation>第 {at} 行，{field}：并非所有端点都在同一个“{word}”中</translation>
    </message>
    <message>
        <source>Traffic: {text}</source>
        <translation>流量：{text}</translation>
    </message>
    <message>
        <source>traffic {text}: {problem}</source>
        <translation>流量 {text}：{problem}</translation>
    </message>
    <message>
        <source>use {grammar}</source>
        <translation>请使用 {grammar}</translation>
    </message>
    <message>
        <source>ideal routing</source>
        <translation>理想路由</translation>
    </message>
    <message>
        <source>equal split</source>
        <translation>均分</translation>
    </message>
    <message>
        <source>times the stated rates</source>
        <translation>所述速率的倍数</translation>
    </message>
    <message>
        <source>Injection per endpoint</source>
        <translation>每端点注入带宽</translation>
    </message>
    <message>
        <source>Injection, all endpoints</source>
        <translation>注入带宽，所有端点</translation>
    </message>
    <message>
        <source>Bisection</source>
        <translation>对分带宽</translation>
    </message>
    <message>
        <source>All-to-all throughput per endpoint</source>
        <translation>每端点全互发吞吐量</translation>
    </message>
    <message>
        <source>All-to-all by equal split (ECMP)</source>
        <translation>全互发，等价均分 (ECMP)</translation>
    </message>
    <message>
        <source>All-to-all by capacity split (WCMP)</source>
        <translation>全互发，按容量分流 (WCMP)</translation>
    </message>
    <message>
        <source>Worst-case throughput per endpoint</source>
        <translation>每端点最差情形吞吐量</translation>
    </message>
    <message>
        <source>Diameter</source>
        <translation>直径</translation>
    </message>
    <message>
        <source>Mean hops</source>
        <translation>平均跳数</translation>
    </message>
    <message>
        <source>Ports of all endpoints, both ways</source>
        <translation>所有端点端口之和（双向）</translation>
    </message>
    <message>
        <source>Oversubscription, tier {tier}</source>
        <translation>收敛比，第 {tier} 层</translation>
    </message>
    <message>
        <source>injection of all endpoints, counted in both directions as headlines do; neither a bisection nor what leaves a rack</source>
        <translation>所有端点的注入带宽，如宣传数字那样按双向计；既不是对分带宽，也不是离开机柜的带宽</translation>
    </message>
    <message>
        <source>full links: {bundle_key} ({a_text} to {b_text})</source>
        <translation>满载链路：{bundle_key}（{a_text} 到 {b_text}）</translation>
    </message>
    <message>
        <source>full link: {a_path} - {b_path}</source>
        <translation>满载链路：{a_path} - {b_path}</translation>
    </message>
    <message>
        <source>one of {n_all:,}</source>
        <translation>共 {n_all:,} 条中的一条</translation>
    </message>
    <message>
        <source>{n_endpoints:,} {endpoint_family} endpoints</source>
        <translation>{n_endpoints:,} 个 {endpoint_family} 端点</translation>
    </message>
    <message>
        <source>{certainty} on the assumed wiring: {method}</source>
        <translation>在假设的连线上为{certainty}：{method}</translation>
    </message>
    <message>
        <source>lower the rates of its ports, the links per pair, or the counts</source>
        <translation>请降低其端口速率、每对链路数或数量</translation>
    </message>
    <message>
        <source>fabric {id} has no numbers: {problem}</source>
        <translation>互连网络 {id} 没有数值：{problem}</translation>
    </message>
    <message>
        <source>use link bundles over whole arrays of copies, and fewer exceptions</source>
        <translation>请使用覆盖整个副本阵列的链路束，并减少例外</translation>
    </message>
    <message>
        <source>{id}: remembered</source>
        <translation>{id}：沿用已记住的结果</translation>
    </message>
    <message>
        <source>{id}: left for later, bounds or the last value shown meanwhile</source>
        <translation>{id}：留待稍后，期间显示界限或上次的数值</translation>
    </message>
    <message>
        <source>{id}: computed</source>
        <translation>{id}：已计算</translation>
    </message>
    <message>
        <source>{n_senders:,} endpoints send: {amount_text}</source>
        <translation>{n_senders:,} 个端点发送：{amount_text}</translation>
    </message>
    <message>
        <source>no two endpoints of any fabric are meant</source>
        <translation>没有任何互连网络中的两个端点符合要求</translation>
    </message>
    <message>
        <source>choose a node-link JSON or GraphML file that you may read</source>
        <translation>请选择您有权读取的 node-link JSON 或 GraphML 文件</translation>
    </message>
    <message>
        <source>the graph has {n:,} {what}; at most {limit:,} can be imported</source>
        <translation>该图有 {n:,} 个{what}；最多可导入 {limit:,} 个</translation>
    </message>
    <message>
        <source>import a part of it, or generate it</source>
        <translation>请导入其中一部分，或改用生成器</translation>
    </message>
    <message>
        <source>no endpoint</source>
        <translation>没有端点</translation>
    </message>
    <message>
        <source>only one endpoint</source>
        <translation>只有一个端点</translation>
    </message>
    <message>
        <source>no endpoints</source>
        <translation>没有端点</translation>
    </message>
    <message>
        <source>the fabric has {what}</source>
        <translation>该互连网络{what}</translation>
    </message>
    <message>
        <source>local cuts</source>
        <translation>局部割</translation>
    </message>
    <message>
        <source>mean hops</source>
        <translation>平均跳数</translation>
    </message>
    <message>
        <source>exact reduction to the links that carry most</source>
        <translation>精确约简到负载最高的链路</translation>
    </message>
    <message>
        <source>linear program over all links</source>
        <translation>对所有链路求解线性规划</translation>
    </message>
    <message>
        <source>linear program over orbits of checked symmetries</source>
        <translation>对已验证对称性的等价类求解线性规划</translation>
    </message>
    <message>
        <source>{method}, HiGHS</source>
        <translation>{method}，HiGHS</translation>
    </message>
    <message>
        <source>a random shortest path for each pair</source>
        <translation>每对端点一条随机最短路径</translation>
    </message>
    <message>
        <source>shortest paths, {split}</source>
        <translation>最短路径，{split}</translation>
    </message>
    <message>
        <source>soft routing, {n_passes} passes, and cuts and lengths</source>
        <translation>软路由，{n_passes} 遍，以及割与长度</translation>
    </message>
    <message>
        <source>give vertices &quot;kind&quot;: &quot;endpoint&quot;, or switches a weight</source>
        <translation>请为顶点写上 &quot;kind&quot;: &quot;endpoint&quot;，或为交换机设置 weight</translation>
    </message>
    <message>
        <source>the graph has {what}</source>
        <translation>该图{what}</translation>
    </message>
    <message>
        <source>the graph has {n_endpoints:,} endpoints; at most {limit:,}</source>
        <translation>该图有 {n_endpoints:,} 个端点；最多 {limit:,} 个</translation>
    </message>
    <message>
        <source>lower the weights</source>
        <translation>请减小权重</translation>
    </message>
    <message>
        <source>vertex {shown} stands twice</source>
        <translation>顶点 {shown} 出现两次</translation>
    </message>
    <message>
        <source>give every vertex its own id</source>
        <translation>请为每个顶点指定各自的 id</translation>
    </message>
    <message>
        <source>there is neither kind nor weight</source>
        <translation>既没有 kind 也没有 weight</translation>
    </message>
    <message>
        <source>write &quot;endpoint&quot; or &quot;switch&quot;</source>
        <translation>请写 &quot;endpoint&quot; 或 &quot;switch&quot;</translation>
    </message>
    <message>
        <source>kind {shown} is unknown</source>
        <translation>未知的 kind {shown}</translation>
    </message>
    <message>
        <source>an endpoint of weight 0</source>
        <translation>权重为 0 的端点</translation>
    </message>
    <message>
        <source>write 1 or more, or &quot;kind&quot;: &quot;switch&quot;</source>
        <translation>请写 1 或更大的值，或写 &quot;kind&quot;: &quot;switch&quot;</translation>
    </message>
    <message>
        <source>{field} is {shown}</source>
        <translation>{field} 为 {shown}</translation>
    </message>
    <message>
        <source>a whole number up to {limit:,}</source>
        <translation>不超过 {limit:,} 的整数</translation>
    </message>
    <message>
        <source>write {hint}</source>
        <translation>请写{hint}</translation>
    </message>
    <message>
        <source>no capacity</source>
        <translation>没有容量</translation>
    </message>
    <message>
        <source>two capacities</source>
        <translation>有两个容量</translation>
    </message>
    <message>
        <source>write &quot;capacity_bytes_per_s&quot;: 50e9 or &quot;capacity&quot;: &quot;400G&quot;</source>
        <translation>请写 &quot;capacity_bytes_per_s&quot;: 50e9 或 &quot;capacity&quot;: &quot;400G&quot;</translation>
    </message>
    <message>
        <source>the link has {what}</source>
        <translation>该链路{what}</translation>
    </message>
    <message>
        <source>write a rate from 1 to {limit:.0e} byte/s per direction</source>
        <translation>请写每方向 1 到 {limit:.0e} byte/s 的速率</translation>
    </message>
    <message>
        <source>{field} {shown} has no unit</source>
        <translation>{field} {shown} 没有单位</translation>
    </message>
    <message>
        <source>write a text such as &quot;400G&quot;</source>
        <translation>请写文本，例如 &quot;400G&quot;</translation>
    </message>
    <message>
        <source>such as &quot;50 GB/s&quot;</source>
        <translation>例如 &quot;50 GB/s&quot;</translation>
    </message>
    <message>
        <source>write a number of byte/s</source>
        <translation>请写以 byte/s 为单位的数字</translation>
    </message>
    <message>
        <source>there is no vertex {shown}</source>
        <translation>没有顶点 {shown}</translation>
    </message>
    <message>
        <source>add it, or correct the id</source>
        <translation>请添加它，或更正 id</translation>
    </message>
    <message>
        <source>vertex {shown} is linked to itself</source>
        <translation>顶点 {shown} 与自身相连</translation>
    </message>
    <message>
        <source>remove the link</source>
        <translation>请删除该链路</translation>
    </message>
    <message>
        <source>multiplicity is 0</source>
        <translation>multiplicity 为 0</translation>
    </message>
    <message>
        <source>write 1 or more, or remove the link</source>
        <translation>请写 1 或更大的值，或删除该链路</translation>
    </message>
    <message>
        <source>the links have {n_found:,} different capacities; at most {limit}</source>
        <translation>链路有 {n_found:,} 种不同的容量；最多 {limit} 种</translation>
    </message>
    <message>
        <source>round the capacities, each is a kind of port</source>
        <translation>请对容量取整，每种容量对应一种端口</translation>
    </message>
    <message>
        <source>the graph is directed and {from_name} to {to_name} has no equal link the other way</source>
        <translation>该图是有向的，{from_name} 到 {to_name} 没有相等的反向链路</translation>
    </message>
    <message>
        <source>links here carry the same in both directions: write both, or no direction</source>
        <translation>此处的链路双向相同：请写出两个方向，或不写方向</translation>
    </message>
    <message>
        <source>the graph is not connected: no path from {shown} to this vertex</source>
        <translation>该图不连通：从 {shown} 到此顶点没有路径</translation>
    </message>
    <message>
        <source>link its parts, or import one part</source>
        <translation>请连接各部分，或只导入其中一部分</translation>
    </message>
    <message>
        <source>nested more than {limit} levels deep</source>
        <translation>嵌套超过 {limit} 层</translation>
    </message>
    <message>
        <source>write a plain graph</source>
        <translation>请写成普通的图</translation>
    </message>
    <message>
        <source>this is &lt;{tag}&gt;, not &lt;graphml&gt;</source>
        <translation>这是 &lt;{tag}&gt;，不是 &lt;graphml&gt;</translation>
    </message>
    <message>
        <source>choose a GraphML file</source>
        <translation>请选择 GraphML 文件</translation>
    </message>
    <message>
        <source>hyperedges cannot be imported</source>
        <translation>无法导入超边</translation>
    </message>
    <message>
        <source>write one edge per pair</source>
        <translation>请为每一对写一条边</translation>
    </message>
    <message>
        <source>the file has more than one graph</source>
        <translation>该文件包含多个图</translation>
    </message>
    <message>
        <source>write one graph per file</source>
        <translation>每个文件请只写一个图</translation>
    </message>
    <message>
        <source>&lt;{tag}&gt; has no {field}</source>
        <translation>&lt;{tag}&gt; 没有 {field}</translation>
    </message>
    <message>
        <source>give it a {field}</source>
        <translation>请为其指定 {field}</translation>
    </message>
    <message>
        <source>key &quot;{key}&quot; is not declared</source>
        <translation>键“{key}”未声明</translation>
    </message>
    <message>
        <source>add a &lt;key&gt; element</source>
        <translation>请添加 &lt;key&gt; 元素</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no number</source>
        <translation>“{text}”不是数字</translation>
    </message>
    <message>
        <source>correct it</source>
        <translation>请更正</translation>
    </message>
    <message>
        <source>the file has {n_data:,} bytes; the limit is {limit:,}</source>
        <translation>该文件有 {n_data:,} 字节；上限为 {limit:,}</translation>
    </message>
    <message>
        <source>import a smaller graph</source>
        <translation>请导入较小的图</translation>
    </message>
    <message>
        <source>a document type or entity is declared ({name})</source>
        <translation>声明了文档类型或实体（{name}）</translation>
    </message>
    <message>
        <source>remove the DOCTYPE</source>
        <translation>请删除 DOCTYPE</translation>
    </message>
    <message>
        <source>not valid XML: {why}</source>
        <translation>不是有效的 XML：{why}</translation>
    </message>
    <message>
        <source>compare with a file that opens</source>
        <translation>请与能打开的文件对照</translation>
    </message>
    <message>
        <source>restore the file</source>
        <translation>请恢复该文件</translation>
    </message>
    <message>
        <source>the file is larger than 16 MB</source>
        <translation>该文件大于 16 MB</translation>
    </message>
    <message>
        <source>split it, one part per file</source>
        <translation>请拆分，每个文件一个部件</translation>
    </message>
    <message>
        <source>cannot be read: {reason}</source>
        <translation>无法读取：{reason}</translation>
    </message>
    <message>
        <source>check that the file may be read</source>
        <translation>请检查该文件是否可读</translation>
    </message>
    <message>
        <source>is not UTF-8 text</source>
        <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>save it as UTF-8</source>
        <translation>请以 UTF-8 保存</translation>
    </message>
    <message>
        <source>write the tables without such nesting</source>
        <translation>请不要如此嵌套地书写表</translation>
    </message>
    <message>
        <source>is nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>is not TOML: {message}</source>
        <translation>不是 TOML：{message}</translation>
    </message>
    <message>
        <source>correct the text at this line</source>
        <translation>请更正该行文本</translation>
    </message>
    <message>
        <source>the file has no &lt;graph&gt;</source>
        <translation>该文件没有 &lt;graph&gt;</translation>
    </message>
    <message>
        <source>choose a GraphML file with one graph</source>
        <translation>请选择含有一个图的 GraphML 文件</translation>
    </message>
    <message>
        <source>write {&quot;nodes&quot;: [{&quot;id&quot;: ...}], &quot;links&quot;: [{&quot;source&quot;: ..., &quot;target&quot;: ...}]}</source>
        <translation>请写 {&quot;nodes&quot;: [{&quot;id&quot;: ...}], &quot;links&quot;: [{&quot;source&quot;: ..., &quot;target&quot;: ...}]}</translation>
    </message>
    <message>
        <source>the file holds {shown}, no graph</source>
        <translation>该文件内容为 {shown}，不是图</translation>
    </message>
    <message>
        <source>directed is {shown}</source>
        <translation>directed 为 {shown}</translation>
    </message>
    <message>
        <source>write true or false</source>
        <translation>请写 true 或 false</translation>
    </message>
    <message>
        <source>{key} is {shown}</source>
        <translation>{key} 为 {shown}</translation>
    </message>
    <message>
        <source>there is no {key}</source>
        <translation>没有 {key}</translation>
    </message>
    <message>
        <source>this is {shown}</source>
        <translation>这是 {shown}</translation>
    </message>
    <message>
        <source>there is no {field}</source>
        <translation>没有 {field}</translation>
    </message>
    <message>
        <source>write a text or a number</source>
        <translation>请写文本或数字</translation>
    </message>
    <message>
        <source>&quot;{part}&quot; is not a path step such as &quot;node[3]&quot;</source>
        <translation>“{part}”不是路径步骤，例如 &quot;node[3]&quot;</translation>
    </message>
    <message>
        <source>an instance is of exactly one block or one part</source>
        <translation>一个实例只能属于一个块或一个部件</translation>
    </message>
    <message>
        <source>dimension names of an instance must differ</source>
        <translation>实例的维度名必须各不相同</translation>
    </message>
    <message>
        <source>count {count:,} exceeds {limit:,}</source>
        <translation>数量 {count:,} 超过 {limit:,}</translation>
    </message>
    <message>
        <source>different instances</source>
        <translation>个不同实例</translation>
    </message>
    <message>
        <source>uses of link bundles</source>
        <translation>次链路束使用</translation>
    </message>
    <message>
        <source>levels of blocks</source>
        <translation>层块嵌套</translation>
    </message>
    <message>
        <source>the design has {count_text} {what}; at most {limit:,} are supported</source>
        <translation>该设计有 {count_text} {what}；最多支持 {limit:,}</translation>
    </message>
    <message>
        <source>lower the counts or take out a level of nesting</source>
        <translation>请减小数量或减少一层嵌套</translation>
    </message>
    <message>
        <source>about 10^{exponent}</source>
        <translation>约 10^{exponent}</translation>
    </message>
    <message>
        <source>{text} is in a relation, but the path names one copy of its instance</source>
        <translation>{text} 处于关系中，但路径指定了其实例的一个副本</translation>
    </message>
    <message>
        <source>{a_dim} of a path to itself can only be related to itself</source>
        <translation>路径到自身的 {a_dim} 只能与自身相关</translation>
    </message>
    <message>
        <source>two relations between the same dimensions contradict each other</source>
        <translation>同一对维度之间的两个关系相互矛盾</translation>
    </message>
    <message>
        <source>a path is linked to itself; add a not-equal, shift or step relation</source>
        <translation>路径与自身相连；请添加 not-equal、shift 或 step 关系</translation>
    </message>
    <message>
        <source>pairs are listed, so there can be no relations</source>
        <translation>已列出副本对，因此不能再有关系</translation>
    </message>
    <message>
        <source>pairs are listed, so the paths can have no indices</source>
        <translation>已列出副本对，因此路径不能带索引</translation>
    </message>
    <message>
        <source>pairs[{row_ix}]: {path} has {n_copies:,} copies, counted from 0; there is no {rows}</source>
        <translation>pairs[{row_ix}]：{path} 有 {n_copies:,} 个副本，从 0 计数；没有 {rows}</translation>
    </message>
    <message>
        <source>pairs[{min}]: the pair of {a} and {b} is there twice</source>
        <translation>pairs[{min}]：{a} 与 {b} 这一对出现两次</translation>
    </message>
    <message>
        <source>pairs[{loop_ix}]: copy {rows} is linked to itself</source>
        <translation>pairs[{loop_ix}]：副本 {rows} 与自身相连</translation>
    </message>
    <message>
        <source>there is no dimension &quot;{unknown}&quot; along the end</source>
        <translation>该端路径上没有维度“{unknown}”</translation>
    </message>
    <message>
        <source>{a_dim} has {size:,} values and {b_dim} {size_2:,}; related dimensions need the same size</source>
        <translation>{a_dim} 有 {size:,} 个值，{b_dim} 有 {size_2:,} 个；相关维度的大小必须相同</translation>
    </message>
    <message>
        <source>{a_dim} is in two relations</source>
        <translation>{a_dim} 处于两个关系中</translation>
    </message>
    <message>
        <source>{b_dim} is in two relations</source>
        <translation>{b_dim} 处于两个关系中</translation>
    </message>
    <message>
        <source>there is no link bundle &quot;{bundle}&quot;</source>
        <translation>没有链路束“{bundle}”</translation>
    </message>
    <message>
        <source>{a} does not lead through the block &quot;{block_id}&quot;</source>
        <translation>{a} 不经过块“{block_id}”</translation>
    </message>
    <message>
        <source>{a} and {b} are in different copies of &quot;{block_id}&quot;</source>
        <translation>{a} 和 {b} 位于“{block_id}”的不同副本中</translation>
    </message>
    <message>
        <source>link bundle {bundle} is not wired</source>
        <translation>链路束 {bundle} 未连线</translation>
    </message>
    <message>
        <source>{text} is not what link bundle {bundle} links</source>
        <translation>{text} 不是链路束 {bundle} 所连接的对象</translation>
    </message>
    <message>
        <source>{a} and {b} have no link of {bundle}</source>
        <translation>{a} 与 {b} 之间没有 {bundle} 的链路</translation>
    </message>
    <message>
        <source>{a} and {b} have {n_present:,} links of {bundle}, not {n_links:,}</source>
        <translation>{a} 与 {b} 之间有 {n_present:,} 条 {bundle} 的链路，而不是 {n_links:,} 条</translation>
    </message>
    <message>
        <source>the path {steps} does not exist</source>
        <translation>路径 {steps} 不存在</translation>
    </message>
    <message>
        <source>&quot;{instance_id}&quot; needs an index</source>
        <translation>“{instance_id}”需要索引</translation>
    </message>
    <message>
        <source>index {copy_ix} of {instance_id} is outside its count {count:,}</source>
        <translation>{instance_id} 的索引 {copy_ix} 超出其数量 {count:,}</translation>
    </message>
    <message>
        <source>the root block &quot;{root}&quot; does not exist</source>
        <translation>根块“{root}”不存在</translation>
    </message>
    <message>
        <source>correct the name or add what it refers to</source>
        <translation>请更正名称，或添加其所引用的对象</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is there twice</source>
        <translation>“{name}”出现两次</translation>
    </message>
    <message>
        <source>block &quot;{current}&quot; contains itself</source>
        <translation>块“{current}”包含自身</translation>
    </message>
    <message>
        <source>part &quot;{part}&quot; does not exist</source>
        <translation>部件“{part}”不存在</translation>
    </message>
    <message>
        <source>block &quot;{block}&quot; does not exist</source>
        <translation>块“{block}”不存在</translation>
    </message>
    <message>
        <source>port group &quot;{name}&quot; shows {path}:{port}, which does not exist</source>
        <translation>端口组“{name}”显示的 {path}:{port} 不存在</translation>
    </message>
    <message>
        <source>fabric &quot;{fabric}&quot; does not exist</source>
        <translation>互连网络“{fabric}”不存在</translation>
    </message>
    <message>
        <source>{family} &quot;{slug}&quot; does not exist</source>
        <translation>{family}“{slug}”不存在</translation>
    </message>
    <message>
        <source>{path}:{port} does not exist</source>
        <translation>{path}:{port} 不存在</translation>
    </message>
    <message>
        <source>the links of {a} and {b} are there twice</source>
        <translation>{a} 与 {b} 的链路出现两次</translation>
    </message>
    <message>
        <source>the path does not exist</source>
        <translation>该路径不存在</translation>
    </message>
    <message>
        <source>a replaced copy names its part, a removed one does not</source>
        <translation>被替换的副本须指明部件，被移除的则不须</translation>
    </message>
    <message>
        <source>the disk is full; free some space or save a copy elsewhere</source>
        <translation>磁盘已满；请释放空间或另存副本</translation>
    </message>
    <message>
        <source>the disk quota is used up; free some space or save a copy elsewhere</source>
        <translation>磁盘配额已用完；请释放空间或另存副本</translation>
    </message>
    <message>
        <source>the file is too large for this disk; save a copy elsewhere</source>
        <translation>文件对此磁盘过大；请另存副本</translation>
    </message>
    <message>
        <source>no permission to write there; save a copy elsewhere</source>
        <translation>没有写入权限；请另存副本</translation>
    </message>
    <message>
        <source>the disk is read-only; save a copy elsewhere</source>
        <translation>磁盘为只读；请另存副本</translation>
    </message>
    <message>
        <source>the folder does not exist; choose another</source>
        <translation>文件夹不存在；请选择其他位置</translation>
    </message>
    <message>
        <source>a part of the path is not a folder; choose another</source>
        <translation>路径的一部分不是文件夹；请选择其他位置</translation>
    </message>
    <message>
        <source>the name is too long; choose a shorter one</source>
        <translation>名称过长；请选择较短的名称</translation>
    </message>
    <message>
        <source>the disk reports an error; save a copy elsewhere</source>
        <translation>磁盘报告错误；请另存副本</translation>
    </message>
    <message>
        <source>the file is in use by another program; close it there or save a copy</source>
        <translation>文件正被其他程序使用；请在那里关闭或另存副本</translation>
    </message>
    <message>
        <source>the link points to itself; choose another name</source>
        <translation>链接指向自身；请选择其他名称</translation>
    </message>
    <message>
        <source>{path} was not saved: {reason_text}</source>
        <translation>{path} 未保存：{reason_text}</translation>
    </message>
    <message>
        <source>{path} was written, but the disk did not confirm it: {reason_text}</source>
        <translation>{path} 已写入，但磁盘未确认：{reason_text}</translation>
    </message>
    <message>
        <source>{problem}; save a copy elsewhere</source>
        <translation>{problem}；请另存副本</translation>
    </message>
    <message>
        <source>{path} was not saved: it is a folder; choose a file name</source>
        <translation>{path} 未保存：它是文件夹；请选择文件名</translation>
    </message>
    <message>
        <source>{path} was not saved: it is not a plain file; choose another name</source>
        <translation>{path} 未保存：它不是普通文件；请选择其他名称</translation>
    </message>
    <message>
        <source>open a .cluster.json file</source>
        <translation>请打开 .cluster.json 文件</translation>
    </message>
    <message>
        <source>the file holds {shown} instead of a design</source>
        <translation>该文件内容为 {shown}，不是设计</translation>
    </message>
    <message>
        <source>this is not a design file: &quot;format&quot; is not &quot;{format}&quot;</source>
        <translation>这不是设计文件：&quot;format&quot; 不是 &quot;{format}&quot;</translation>
    </message>
    <message>
        <source>&quot;{key}&quot; must be {known}; it is {shown}</source>
        <translation>&quot;{key}&quot; 必须为 {known}；现为 {shown}</translation>
    </message>
    <message>
        <source>open it with a newer program</source>
        <translation>请用更新的程序打开</translation>
    </message>
    <message>
        <source>the file has format version {version}; this program reads {known}</source>
        <translation>该文件的格式版本为 {version}；本程序读取 {known}</translation>
    </message>
    <message>
        <source>the checksum does not match</source>
        <translation>校验和不匹配</translation>
    </message>
    <message>
        <source>the file has no checksum</source>
        <translation>该文件没有校验和</translation>
    </message>
    <message>
        <source>{message}: the file was edited by hand or is damaged</source>
        <translation>{message}：文件被手工编辑或已损坏</translation>
    </message>
    <message>
        <source>look the design over and save it</source>
        <translation>请检查设计后保存</translation>
    </message>
    <message>
        <source>choose a .cluster.json file that you may read</source>
        <translation>请选择您有权读取的 .cluster.json 文件</translation>
    </message>
    <message>
        <source>the file cannot be read: {strerror}</source>
        <translation>无法读取文件：{strerror}</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>the file cannot be read: {words}</source>
        <translation>无法读取文件：{words}</translation>
    </message>
    <message>
        <source>this is a folder, not a design file</source>
        <translation>这是文件夹，不是设计文件</translation>
    </message>
    <message>
        <source>this is not a plain file</source>
        <translation>这不是普通文件</translation>
    </message>
    <message>
        <source>{path} was not saved: the design would not open: {error}</source>
        <translation>{path} 未保存：该设计将无法打开：{error}</translation>
    </message>
    <message>
        <source>{path} was not saved: the design would open with other values</source>
        <translation>{path} 未保存：该设计打开后数值会不同</translation>
    </message>
    <message>
        <source>give either weight or bytes_per_s</source>
        <translation>请给出 weight 或 bytes_per_s 之一</translation>
    </message>
    <message>
        <source>give weight in all rows or bytes_per_s in all rows</source>
        <translation>请在所有行中给出 weight，或在所有行中给出 bytes_per_s</translation>
    </message>
    <message>
        <source>the traffic file cannot be read: {words}</source>
        <translation>无法读取流量文件：{words}</translation>
    </message>
    <message>
        <source>give a JSON file that you may read</source>
        <translation>请给出您有权读取的 JSON 文件</translation>
    </message>
    <message>
        <source>the traffic file has more than {limit:,} bytes</source>
        <translation>流量文件超过 {limit:,} 字节</translation>
    </message>
    <message>
        <source>describe classes of endpoints, not single ones</source>
        <translation>请描述端点的类别，而不是单个端点</translation>
    </message>
    <message>
        <source>The selection is aligned already</source>
        <translation>所选内容已经对齐</translation>
    </message>
    <message>
        <source>The gaps between the selected are equal already</source>
        <translation>所选内容的间隔已经相等</translation>
    </message>
    <message>
        <source>Drag a rack, node or switch here</source>
        <translation>将机柜、节点或交换机拖到这里</translation>
    </message>
    <message>
        <source>Ctrl+F searches the catalog, Ctrl+N opens the gallery of systems</source>
        <translation>Ctrl+F 搜索目录，Ctrl+N 打开系统图库</translation>
    </message>
    <message>
        <source>Minimap: drag to move the canvas</source>
        <translation>缩略图：拖动以移动画布</translation>
    </message>
    <message>
        <source>Drag the frame to move the canvas</source>
        <translation>拖动方框以移动画布</translation>
    </message>
    <message>
        <source>Copies that the rectangle touches: {n:,}</source>
        <translation>矩形触及的副本：{n:,}</translation>
    </message>
    <message>
        <source>Copies in the rectangle: {n:,}; drag to the left to touch instead</source>
        <translation>矩形内的副本：{n:,}；向左拖动则选择触及的副本</translation>
    </message>
    <message>
        <source>This design</source>
        <translation>此设计</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>{text} cannot be opened</source>
        <translation>无法打开 {text}</translation>
    </message>
    <message>
        <source>Canvas menu</source>
        <translation>画布菜单</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>输入您想做的事</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No command has “{text}” in its name or description</source>
        <translation>没有命令的名称或说明包含“{text}”</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>Copy the selection and delete it</source>
        <translation>复制所选内容并删除</translation>
    </message>
    <message>
        <source>Put the selection with its links and parts into the clipboard</source>
        <translation>将所选内容连同其链路和部件放入剪贴板</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Insert what was copied, here or in another window, or a table of parts</source>
        <translation>插入此处或另一窗口复制的内容，或部件表</translation>
    </message>
    <message>
        <source>Paste in P&amp;lace</source>
        <translation>原位粘贴(&amp;L)</translation>
    </message>
    <message>
        <source>Insert what was copied where it stood</source>
        <translation>将复制的内容插入到原来的位置</translation>
    </message>
    <message>
        <source>&amp;Invert Selection</source>
        <translation>反选(&amp;I)</translation>
    </message>
    <message>
        <source>Select what is not selected in this block</source>
        <translation>选择此块中未选择的内容</translation>
    </message>
    <message>
        <source>Select Same &amp;Type</source>
        <translation>选择相同类型(&amp;T)</translation>
    </message>
    <message>
        <source>Select everything in this block of the parts, blocks and fabrics that are selected</source>
        <translation>选择此块中与所选部件、块和互连网络相同的所有内容</translation>
    </message>
    <message>
        <source>Only &amp;Racks</source>
        <translation>仅机柜(&amp;R)</translation>
    </message>
    <message>
        <source>Keep the racks of the selection, or select all racks</source>
        <translation>保留所选中的机柜，或选择所有机柜</translation>
    </message>
    <message>
        <source>Only &amp;Nodes</source>
        <translation>仅节点(&amp;N)</translation>
    </message>
    <message>
        <source>Keep the nodes and switch boxes of the selection, or select all of them</source>
        <translation>保留所选中的节点和交换机箱，或选择全部</translation>
    </message>
    <message>
        <source>Only &amp;Devices</source>
        <translation>仅器件(&amp;D)</translation>
    </message>
    <message>
        <source>Keep accelerators, hosts, switches and adapters of the selection, or select all</source>
        <translation>保留所选中的加速器、主机、交换机和适配器，或选择全部</translation>
    </message>
    <message>
        <source>Only &amp;Links</source>
        <translation>仅链路(&amp;L)</translation>
    </message>
    <message>
        <source>Keep the links of the selection, or select all links</source>
        <translation>保留所选中的链路，或选择所有链路</translation>
    </message>
    <message>
        <source>Align &amp;Left</source>
        <translation>左对齐(&amp;L)</translation>
    </message>
    <message>
        <source>Move the selection to its leftmost edge</source>
        <translation>将所选内容移到其最左边缘</translation>
    </message>
    <message>
        <source>Align &amp;Centre</source>
        <translation>水平居中(&amp;C)</translation>
    </message>
    <message>
        <source>Move the selection to one upright middle line</source>
        <translation>将所选内容移到同一条竖直中线</translation>
    </message>
    <message>
        <source>Align &amp;Right</source>
        <translation>右对齐(&amp;R)</translation>
    </message>
    <message>
        <source>Move the selection to its rightmost edge</source>
        <translation>将所选内容移到其最右边缘</translation>
    </message>
    <message>
        <source>Align &amp;Top</source>
        <translation>顶端对齐(&amp;T)</translation>
    </message>
    <message>
        <source>Move the selection to its uppermost edge</source>
        <translation>将所选内容移到其最上边缘</translation>
    </message>
    <message>
        <source>Align &amp;Middle</source>
        <translation>垂直居中(&amp;M)</translation>
    </message>
    <message>
        <source>Move the selection to one level middle line</source>
        <translation>将所选内容移到同一条水平中线</translation>
    </message>
    <message>
        <source>Align &amp;Bottom</source>
        <translation>底端对齐(&amp;B)</translation>
    </message>
    <message>
        <source>Move the selection to its lowest edge</source>
        <translation>将所选内容移到其最下边缘</translation>
    </message>
    <message>
        <source>Distribute &amp;Horizontally</source>
        <translation>水平分布(&amp;H)</translation>
    </message>
    <message>
        <source>Leave equal gaps between the selected, from left to right</source>
        <translation>使所选内容从左到右间隔相等</translation>
    </message>
    <message>
        <source>Distribute &amp;Vertically</source>
        <translation>垂直分布(&amp;V)</translation>
    </message>
    <message>
        <source>Leave equal gaps between the selected, from top to bottom</source>
        <translation>使所选内容从上到下间隔相等</translation>
    </message>
    <message>
        <source>Arra&amp;y…</source>
        <translation>阵列(&amp;Y)…</translation>
    </message>
    <message>
        <source>Repeat the selection in columns and rows</source>
        <translation>按列和行重复所选内容</translation>
    </message>
    <message>
        <source>Put &amp;Into Last Selected</source>
        <translation>放入最后所选项(&amp;I)</translation>
    </message>
    <message>
        <source>Put the other selected things into the rack or block selected last</source>
        <translation>将其余所选内容放入最后选中的机柜或块</translation>
    </message>
    <message>
        <source>&amp;Links by Pattern…</source>
        <translation>按方式连接(&amp;L)…</translation>
    </message>
    <message>
        <source>Link two selected things one to one, all to all, by rail, stripe or listed pairs</source>
        <translation>将两个所选对象一对一、全互连、按轨道、按条带或按列出的对连接</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>组合(&amp;G)</translation>
    </message>
    <message>
        <source>Put the selection into a block of its own; every number stays</source>
        <translation>将所选内容放入独立的块；所有数值不变</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>取消组合(&amp;U)</translation>
    </message>
    <message>
        <source>Put what is in the selected groups into this block; every number stays</source>
        <translation>将所选组中的内容放回此块；所有数值不变</translation>
    </message>
    <message>
        <source>Make Uni&amp;que</source>
        <translation>使独立(&amp;Q)</translation>
    </message>
    <message>
        <source>Give the selected copies a block of their own, to be edited without the others</source>
        <translation>为所选副本建立独立的块，以便单独编辑</translation>
    </message>
    <message>
        <source>&amp;Split Count…</source>
        <translation>拆分数量(&amp;S)…</translation>
    </message>
    <message>
        <source>Make two instances of the copies of one, for example 12 + 4</source>
        <translation>将一个实例的副本分成两个实例，例如 12 + 4</translation>
    </message>
    <message>
        <source>&amp;Merge Equal</source>
        <translation>合并相同项(&amp;M)</translation>
    </message>
    <message>
        <source>Make one instance of equal ones that stand in one array</source>
        <translation>将排成一个阵列的相同实例合并为一个</translation>
    </message>
    <message>
        <source>&amp;Replace Part…</source>
        <translation>替换部件(&amp;R)…</translation>
    </message>
    <message>
        <source>Make the selection another part, here or in every place that has it</source>
        <translation>将所选内容换成其他部件，仅此处或所有使用之处</translation>
    </message>
    <message>
        <source>Replace Part</source>
        <translation>替换部件</translation>
    </message>
    <message>
        <source>Replace {part}</source>
        <translation>替换 {part}</translation>
    </message>
    <message>
        <source>Search parts</source>
        <translation>搜索部件</translation>
    </message>
    <message>
        <source>In every place that has it</source>
        <translation>在所有使用之处</translation>
    </message>
    <message>
        <source>What is replaced</source>
        <translation>替换范围</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Parts that fit</source>
        <translation>适用的部件</translation>
    </message>
    <message>
        <source>{part}: {reason}</source>
        <translation>{part}：{reason}</translation>
    </message>
    <message>
        <source>{n:,} copies are replaced</source>
        <translation>将替换 {n:,} 个副本</translation>
    </message>
    <message>
        <source>{n:,} copies here, {n_all:,} in the design</source>
        <translation>此处 {n:,} 个副本，整个设计 {n_all:,} 个</translation>
    </message>
    <message>
        <source>No link is taken out</source>
        <translation>没有移除任何链路</translation>
    </message>
    <message>
        <source>The block is tidy already</source>
        <translation>该块已经整齐</translation>
    </message>
    <message>
        <source>Insert a fabric</source>
        <translation>插入互连网络</translation>
    </message>
    <message>
        <source>Fabric</source>
        <translation>互连网络</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Insert into the design</source>
        <translation>插入到设计中</translation>
    </message>
    <message>
        <source>Open as a new design</source>
        <translation>作为新设计打开</translation>
    </message>
    <message>
        <source>In the place of the selection: {n_accelerators} accelerators, {n_racks} racks</source>
        <translation>取代所选内容：{n_accelerators} 个加速器，{n_racks} 个机架</translation>
    </message>
    <message>
        <source>Fill in what is selected, and replace it when inserting</source>
        <translation>按所选内容填写，并在插入时将其取代</translation>
    </message>
    <message>
        <source>Families</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Reference systems</source>
        <translation>参考系统</translation>
    </message>
    <message>
        <source>As shipped: {what}</source>
        <translation>随程序提供：{what}</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>All fabrics</source>
        <translation>所有互连网络</translation>
    </message>
    <message>
        <source>What if something fails</source>
        <translation>故障假设分析</translation>
    </message>
    <message>
        <source>Failures window</source>
        <translation>故障窗口</translation>
    </message>
    <message>
        <source>Fabric that counts</source>
        <translation>计入的互连网络</translation>
    </message>
    <message>
        <source>Failures tried</source>
        <translation>已尝试的故障</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Leave the rest untried</source>
        <translation>其余不再尝试</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try every failure of the design</source>
        <translation>尝试该设计的所有故障</translation>
    </message>
    <message>
        <source>Name of the risk group</source>
        <translation>风险组名称</translation>
    </message>
    <message>
        <source>Name, such as Feed A</source>
        <translation>名称，例如 A 路供电</translation>
    </message>
    <message>
        <source>Selection fails together</source>
        <translation>所选内容同时失效</translation>
    </message>
    <message>
        <source>Keep the selection as a risk group</source>
        <translation>将所选内容保存为风险组</translation>
    </message>
    <message>
        <source>Risk groups</source>
        <translation>风险组</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Forget this risk group</source>
        <translation>忘记此风险组</translation>
    </message>
    <message>
        <source>How many fail at a time</source>
        <translation>每次失效的数量</translation>
    </message>
    <message>
        <source>What fails at random</source>
        <translation>随机失效的对象</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Let so many fail at random, so often</source>
        <translation>让这么多对象随机失效，重复这么多次</translation>
    </message>
    <message>
        <source>Random failures</source>
        <translation>随机故障</translation>
    </message>
    <message>
        <source>Drawing …</source>
        <translation>正在抽样…</translation>
    </message>
    <message>
        <source>Select what fails together, and give the group a name</source>
        <translation>请选择同时失效的对象，并为该组命名</translation>
    </message>
    <message>
        <source>This name cannot be used, or the selection is too large for one group</source>
        <translation>此名称无法使用，或所选内容对一个组来说过大</translation>
    </message>
    <message>
        <source>Fails together</source>
        <translation>同时失效</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在绘制…</translation>
    </message>
    <message>
        <source>Nothing on the floor yet</source>
        <translation>平面上还没有内容</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Comparisons</source>
        <translation>对比实例</translation>
    </message>
    <message>
        <source>Fabric families</source>
        <translation>互连网络类型</translation>
    </message>
    <message>
        <source>Start a design</source>
        <translation>开始一个设计</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Search systems, files and families</source>
        <translation>搜索系统、文件和类型</translation>
    </message>
    <message>
        <source>Search the gallery</source>
        <translation>搜索图库</translation>
    </message>
    <message>
        <source>Kind of start</source>
        <translation>开始方式</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start from the chosen card</source>
        <translation>从所选卡片开始</translation>
    </message>
    <message>
        <source>Choose its size…</source>
        <translation>选择规模…</translation>
    </message>
    <message>
        <source>Build the system in another size</source>
        <translation>以另一规模构建此系统</translation>
    </message>
    <message>
        <source>Choose a design file</source>
        <translation>选择设计文件</translation>
    </message>
    <message>
        <source>60-second tour</source>
        <translation>60 秒导览</translation>
    </message>
    <message>
        <source>See what is where, step by step</source>
        <translation>逐步了解各部分的位置</translation>
    </message>
    <message>
        <source>Designs to start from</source>
        <translation>可作为起点的设计</translation>
    </message>
    <message>
        <source>Path of the block being edited</source>
        <translation>正在编辑的块的路径</translation>
    </message>
    <message>
        <source>Go to {text}</source>
        <translation>前往 {text}</translation>
    </message>
    <message>
        <source>edits apply to all {n_copies:,} copies</source>
        <translation>编辑对全部 {n_copies:,} 个副本生效</translation>
    </message>
    <message>
        <source>Fabrics shown</source>
        <translation>显示的互连网络</translation>
    </message>
    <message>
        <source>Show links of {name}</source>
        <translation>显示 {name} 的链路</translation>
    </message>
    <message>
        <source>
No source states its wiring: assumed.</source>
        <translation>
没有来源说明其连线：为假设。</translation>
    </message>
    <message>
        <source>Show or hide the links of {name} ({id}){assumed}</source>
        <translation>显示或隐藏 {name}（{id}）的链路{assumed}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Block or part</source>
        <translation>块或部件</translation>
    </message>
    <message>
        <source>Outline panel</source>
        <translation>大纲面板</translation>
    </message>
    <message>
        <source>Outline of the design</source>
        <translation>设计大纲</translation>
    </message>
    <message>
        <source>Single links</source>
        <translation>单条链路</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>链路束</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Links of the copy</source>
        <translation>该副本的链路</translation>
    </message>
    <message>
        <source>Number of links to take out</source>
        <translation>要移除的链路数</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Links taken out</source>
        <translation>已移除的链路</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部恢复</translation>
    </message>
    <message>
        <source>&amp;Bundle</source>
        <translation>链路束(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>副本(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Links of the copy</source>
        <translation>该副本的链路(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Number</source>
        <translation>数量(&amp;N)</translation>
    </message>
    <message>
        <source>No link is taken out of this bundle.</source>
        <translation>此链路束没有移除任何链路。</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>End the tour (Esc)</source>
        <translation>结束导览 (Esc)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>The step before (Left)</source>
        <translation>上一步（左方向键）</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The next step (Right)</source>
        <translation>下一步（右方向键）</translation>
    </message>
    <message>
        <source>Step {n_step} of {n_steps}</source>
        <translation>第 {n_step} 步，共 {n_steps} 步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Every point is a number; inside the band it agrees within its tolerance. Double-click a row, or press Enter, to open the design that it was computed from.</source>
        <translation>每个点代表一个数值；落在带内即在容差内一致。双击一行或按 Enter 可打开计算该数值的设计。</translation>
    </message>
    <message>
        <source>Verify the program</source>
        <translation>验证本程序</translation>
    </message>
    <message>
        <source>Verification window</source>
        <translation>验证窗口</translation>
    </message>
    <message>
        <source>Numbers compared</source>
        <translation>已比较的数值</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Compute every number again</source>
        <translation>重新计算所有数值</translation>
    </message>
    <message>
        <source>Leave the rest uncompared</source>
        <translation>其余不再比较</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all shown, as text</source>
        <translation>将所选行（或显示的全部行）复制为文本</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Write the rows shown as workbook or CSV</source>
        <translation>将显示的行写成工作簿或 CSV</translation>
    </message>
    <message>
        <source>Open the design that the selected number is computed from</source>
        <translation>打开计算所选数值的设计</translation>
    </message>
    <message>
        <source>Search published numbers</source>
        <translation>搜索已发表的数值</translation>
    </message>
    <message>
        <source>Search id, source or note</source>
        <translation>搜索编号、来源或备注</translation>
    </message>
    <message>
        <source>Outcome shown</source>
        <translation>显示的结果</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>所有结果</translation>
    </message>
    <message>
        <source>Comparing published numbers …</source>
        <translation>正在比较已发表的数值…</translation>
    </message>
    <message>
        <source>Copied {n_rows:,} rows.</source>
        <translation>已复制 {n_rows:,} 行。</translation>
    </message>
    <message>
        <source>{file_name} cannot be written</source>
        <translation>无法写入 {file_name}</translation>
    </message>
    <message>
        <source>Saved {file_name}.</source>
        <translation>已保存 {file_name}。</translation>
    </message>
    <message>
        <source>Stopped after {n_done:,} numbers: {outcome}</source>
        <translation>比较 {n_done:,} 个数值后停止：{outcome}</translation>
    </message>
    <message>
        <source>{id} has no design to open: {note}</source>
        <translation>{id} 没有可打开的设计：{note}</translation>
    </message>
    <message>
        <source>Table and plot</source>
        <translation>表格和图</translation>
    </message>
    <message>
        <source>Published numbers</source>
        <translation>已发表的数值</translation>
    </message>
    <message>
        <source>; did you mean &quot;{near}&quot;?</source>
        <translation>；您是指“{near}”吗？</translation>
    </message>
    <message>
        <source>unknown unit &quot;{unit_text}&quot;{hint}</source>
        <translation>未知单位“{unit_text}”{hint}</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a number with a unit, such as &quot;1.2 MW&quot; or &quot;400G&quot;</source>
        <translation>“{text}”不是带单位的数字，例如 &quot;1.2 MW&quot; 或 &quot;400G&quot;</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is too large</source>
        <translation>“{text}”过大</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is in {found}, but {symbol} is wanted</source>
        <translation>“{text}”的单位为 {found}，而需要的是 {symbol}</translation>
    </message>
    <message>
        <source>{n:,} x {name} have no power figure and count as 0 W</source>
        <translation>{n:,} x {name} 没有功率数据，按 0 W 计</translation>
    </message>
    <message>
        <source>IT power is too low by what they draw; choose a part with a figure</source>
        <translation>IT 功率少计了它们的功耗；请选择有数据的部件</translation>
    </message>
    <message>
        <source>{n:,} x {name} have no price and count as 0 USD</source>
        <translation>{n:,} x {name} 没有价格，按 0 USD 计</translation>
    </message>
    <message>
        <source>capex is too low by what they cost; choose a part with a price</source>
        <translation>资本支出少计了它们的成本；请选择有价格的部件</translation>
    </message>
    <message>
        <source>{n_ports:,} ports of {path} ({rate})</source>
        <translation>{path} 的 {n_ports:,} 个端口（{rate}）</translation>
    </message>
    <message>
        <source>fabric {id} leaves the design through {where}; its switches are not drawn, so it has an injection but no bisection and no throughput</source>
        <translation>互连网络 {id} 经 {where} 离开设计；其交换机未绘出，因此有注入带宽，但没有对分带宽和吞吐量</translation>
    </message>
    <message>
        <source>no free port</source>
        <translation>没有空闲端口</translation>
    </message>
    <message>
        <source>draw its switches, or join it to the fabric of a cluster, to get these numbers</source>
        <translation>请绘出其交换机，或将其接入集群的互连网络，以得到这些数值</translation>
    </message>
    <message>
        <source>fabric {id}: its {n_endpoints:,} endpoints form one domain in each node; no link of it leaves a node</source>
        <translation>互连网络 {id}：其 {n_endpoints:,} 个端点在每个节点内各成一域；没有链路离开节点</translation>
    </message>
    <message>
        <source>nothing to do if the scale-up fabric is meant to end at the node</source>
        <translation>如果 scale-up 互连网络本应止于节点，则无需处理</translation>
    </message>
    <message>
        <source>fabric {id}: its {n_endpoints:,} endpoints do not all reach each other; {from_path} cannot reach {to_path}</source>
        <translation>互连网络 {id}：其 {n_endpoints:,} 个端点并非都能互达；{from_path} 无法到达 {to_path}</translation>
    </message>
    <message>
        <source>link the parts of the fabric, or approve this if they are meant to stand apart</source>
        <translation>请连接互连网络的各部分；如果本应分开，请予以认可</translation>
    </message>
    <message>
        <source>fabric {id}: {path} reaches no other endpoint</source>
        <translation>互连网络 {id}：{path} 无法到达任何其他端点</translation>
    </message>
    <message>
        <source>link its switches to the rest of the fabric</source>
        <translation>请将其交换机与互连网络的其余部分连接</translation>
    </message>
    <message>
        <source>fabric {id}, plane {plane_ix}: {from_path} cannot reach {to_path} in this plane</source>
        <translation>互连网络 {id}，平面 {plane_ix}：{from_path} 在此平面内无法到达 {to_path}</translation>
    </message>
    <message>
        <source>traffic between them has to use the other planes; link the plane again</source>
        <translation>它们之间的流量只能使用其他平面；请重新连接该平面</translation>
    </message>
    <message>
        <source>no link in fabric {missing}</source>
        <translation>在互连网络 {missing} 中没有链路</translation>
    </message>
    <message>
        <source>no links at all</source>
        <translation>没有任何链路</translation>
    </message>
    <message>
        <source>{n_copies:,} x {path} have {where}</source>
        <translation>{n_copies:,} x {path} {where}</translation>
    </message>
    <message>
        <source>drag from a port of the accelerator, or of its rack, to a switch</source>
        <translation>请从加速器或其机柜的端口拖到交换机</translation>
    </message>
    <message>
        <source>{n_copies:,} x {path} have no links</source>
        <translation>{n_copies:,} x {path} 没有链路</translation>
    </message>
    <message>
        <source>connect the switch, or remove it</source>
        <translation>请连接该交换机，或将其移除</translation>
    </message>
    <message>
        <source>link bundle {key} uses port &quot;{port}&quot; of &quot;{path}&quot;, which it does not have</source>
        <translation>链路束 {key} 使用“{path}”的端口“{port}”，但其没有该端口</translation>
    </message>
    <message>
        <source>choose one of its port groups, or remove the bundle</source>
        <translation>请选择其已有的端口组，或移除该链路束</translation>
    </message>
    <message>
        <source>link fewer copies, use fewer links per pair, or choose a part with more ports</source>
        <translation>请连接更少的副本、减少每对链路数，或选择端口更多的部件</translation>
    </message>
    <message>
        <source>at the busiest copy</source>
        <translation>（最繁忙的副本）</translation>
    </message>
    <message>
        <source>each</source>
        <translation>（每个）</translation>
    </message>
    <message>
        <source>{n_copies:,} x {path} use {n_most:,} {name} ports {each}; {part_slug} has {count:,}</source>
        <translation>{n_copies:,} x {path} 使用 {n_most:,} 个 {name} 端口{each}；{part_slug} 有 {count:,} 个</translation>
    </message>
    <message>
        <source>{n:,} {name} ports</source>
        <translation>{n:,} 个 {name} 端口</translation>
    </message>
    <message>
        <source>{path}: {uses} fill {n_filled:,} {name} cages; {part_slug} has {n_cages:,}</source>
        <translation>{path}：{uses} 占用 {n_filled:,} 个 {name} 笼位；{part_slug} 有 {n_cages:,} 个</translation>
    </message>
    <message>
        <source>{n_free:,} of {n_ports:,} {name} ports of {n_copies:,} x {path} are free</source>
        <translation>{n_copies:,} x {path} 的 {n_ports:,} 个 {name} 端口中有 {n_free:,} 个空闲</translation>
    </message>
    <message>
        <source>nothing to do if they are spare or lead outside the design</source>
        <translation>如果是备用或通向设计之外，则无需处理</translation>
    </message>
    <message>
        <source>link bundle {key} makes no link: no two copies fit its relations</source>
        <translation>链路束 {key} 没有形成链路：没有两个副本符合其关系</translation>
    </message>
    <message>
        <source>relate dimensions of equal size, or remove the bundle</source>
        <translation>请关联大小相同的维度，或移除该链路束</translation>
    </message>
    <message>
        <source>{part_a} runs at {rate} and {part_b} at {rate_2}; links run at the lower rate</source>
        <translation>{part_a} 速率为 {rate}，{part_b} 为 {rate_2}；链路以较低速率运行</translation>
    </message>
    <message>
        <source>{slug} carries {rate} and would need {rate_2}</source>
        <translation>{slug} 承载 {rate}，而需要 {rate_2}</translation>
    </message>
    <message>
        <source>link bundle {bundle_key}: {problem}</source>
        <translation>链路束 {bundle_key}：{problem}</translation>
    </message>
    <message>
        <source>use ports, cables and modules of one rate</source>
        <translation>请使用同一速率的端口、线缆和模块</translation>
    </message>
    <message>
        <source>there is a module {optic} but no cable</source>
        <translation>有模块 {optic} 但没有线缆</translation>
    </message>
    <message>
        <source>port {name} of {slug} needs a cable, and none is chosen</source>
        <translation>{slug} 的端口 {name} 需要线缆，但未选择</translation>
    </message>
    <message>
        <source>{cable} is not a cable</source>
        <translation>{cable} 不是线缆</translation>
    </message>
    <message>
        <source>port {name} of {slug} does not take {medium}</source>
        <translation>{slug} 的端口 {name} 不支持 {medium}</translation>
    </message>
    <message>
        <source>choose a cable, and a module if it is a fibre trunk, that both ports take</source>
        <translation>请选择两端端口都支持的线缆；若为光纤主干，还需选择模块</translation>
    </message>
    <message>
        <source>{optic} is not an optical module</source>
        <translation>{optic} 不是光模块</translation>
    </message>
    <message>
        <source>{slug} takes {connector}, {slug_2} ends in {connector_2}</source>
        <translation>{slug} 接受 {connector}，而 {slug_2} 的接头为 {connector_2}</translation>
    </message>
    <message>
        <source>{plug_name} fits {plug}, port {name} of {slug} is {cage}</source>
        <translation>{plug_name} 适合 {plug}，而 {slug} 的端口 {name} 为 {cage}</translation>
    </message>
    <message>
        <source>choose a cable and a module with the connectors of the ports</source>
        <translation>请选择接头与端口相符的线缆和模块</translation>
    </message>
    <message>
        <source>{low_w} to {high_w}</source>
        <translation>{low_w} 到 {high_w}</translation>
    </message>
    <message>
        <source>{n_racks:,} x {rack} draw {peak_w} at peak ({band}); {name} supplies {limit_w}</source>
        <translation>{n_racks:,} x {rack} 峰值功耗 {peak_w}（{band}）；{name} 供电 {limit_w}</translation>
    </message>
    <message>
        <source>the rack</source>
        <translation>该机柜</translation>
    </message>
    <message>
        <source>spread the nodes over more racks, or choose a rack with a higher limit</source>
        <translation>请将节点分散到更多机柜，或选择功率上限更高的机柜</translation>
    </message>
    <message>
        <source>its contents are {needed_u} U high</source>
        <translation>其内容高 {needed_u} U</translation>
    </message>
    <message>
        <source>its contents reach up to unit {top_u}</source>
        <translation>其内容达到第 {top_u} U</translation>
    </message>
    <message>
        <source>rack &quot;{id}&quot;: {what}; {name} has {usable_u:.0f} U</source>
        <translation>机柜“{id}”：{what}；{name} 有 {usable_u:.0f} U</translation>
    </message>
    <message>
        <source>take nodes out, move them down, or choose a taller rack</source>
        <translation>请取出节点、下移节点，或选择更高的机柜</translation>
    </message>
    <message>
        <source>rack &quot;{id}&quot;: {below} and {above} both take unit {low_u}</source>
        <translation>机柜“{id}”：{below} 和 {above} 都占用第 {low_u} U</translation>
    </message>
    <message>
        <source>move one of them to free rack units</source>
        <translation>请将其中之一移到空闲的机架单元</translation>
    </message>
    <message>
        <source>copies of {names}</source>
        <translation>{names} 的副本</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} 和 {other}</translation>
    </message>
    <message>
        <source>{n_pairs:,} pairs of racks stand in the same place: {what}</source>
        <translation>{n_pairs:,} 对机柜位于同一位置：{what}</translation>
    </message>
    <message>
        <source>move the racks apart, or set the pitch to the width of a rack</source>
        <translation>请将机柜移开，或将间距设为机柜宽度</translation>
    </message>
    <message>
        <source>the longest of the {n_cables:,} cables of {bundle_key} is {max_m:.3g} m; {name} reaches {reach_m:.3g} m</source>
        <translation>{bundle_key} 的 {n_cables:,} 根线缆中最长者为 {max_m:.3g} m；{name} 可达 {reach_m:.3g} m</translation>
    </message>
    <message>
        <source>move the racks closer, or choose a cable or module with a longer reach</source>
        <translation>请将机柜移近，或选择传输距离更长的线缆或模块</translation>
    </message>
    <message>
        <source>the design has no accelerator, host or switch yet</source>
        <translation>该设计还没有加速器、主机或交换机</translation>
    </message>
    <message>
        <source>drag a rack, node or switch from the palette onto the canvas</source>
        <translation>请从目录将机柜、节点或交换机拖到画布上</translation>
    </message>
    <message>
        <source>link bundle {key} belongs to the fabric &quot;{fabric}&quot;, which does not exist</source>
        <translation>链路束 {key} 属于互连网络“{fabric}”，但其不存在</translation>
    </message>
    <message>
        <source>add the fabric, or put the bundle into another one</source>
        <translation>请添加该互连网络，或将链路束移入其他互连网络</translation>
    </message>
    <message>
        <source>link bundle {key} ends at &quot;{path}&quot;, which does not exist in block &quot;{id}&quot;</source>
        <translation>链路束 {key} 的端点“{path}”在块“{id}”中不存在</translation>
    </message>
    <message>
        <source>connect the bundle to an instance of the block, or remove it</source>
        <translation>请将链路束连接到该块的实例，或将其移除</translation>
    </message>
    <message>
        <source>the design uses the part &quot;{slug}&quot;, which it does not carry</source>
        <translation>该设计使用部件“{slug}”，但未附带它</translation>
    </message>
    <message>
        <source>replace the part by one of the palette</source>
        <translation>请用目录中的部件替换</translation>
    </message>
    <message>
        <source>instance &quot;{id}&quot; of block &quot;{holder}&quot; is of the block &quot;{block}&quot;, which does not exist</source>
        <translation>块“{holder}”的实例“{id}”引用块“{block}”，但其不存在</translation>
    </message>
    <message>
        <source>remove the instance</source>
        <translation>请移除该实例</translation>
    </message>
    <message>
        <source>fabric {id}</source>
        <translation>互连网络 {id}</translation>
    </message>
    <message>
        <source>link bundle {chosen}</source>
        <translation>链路束 {chosen}</translation>
    </message>
    <message>
        <source>the {n_links:,} links of {what} are assumed; no source states how they run</source>
        <translation>{what} 的 {n_links:,} 条链路为假设；没有来源说明其走法</translation>
    </message>
    <message>
        <source>take its numbers as those of the assumed wiring, not of the product</source>
        <translation>请将其数值视为假设连线的数值，而不是产品的数值</translation>
    </message>
    <message>
        <source>24 mo</source>
        <translation>24 个月</translation>
    </message>
    <message>
        <source>{n} mo</source>
        <translation>{n} 个月</translation>
    </message>
    <message>
        <source>Age of the oldest figure of each part on {day}, in months</source>
        <translation>各部件最早数据在 {day} 时的月龄</translation>
    </message>
    <message>
        <source>{day}: {part}</source>
        <translation>{day}：{part}</translation>
    </message>
    <message>
        <source>{n} numbers are of an earlier revision</source>
        <translation>{n} 个数值属于较早的修订</translation>
    </message>
    <message>
        <source>{name} over {base}</source>
        <translation>{name} 比 {base}</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>按发表值</translation>
    </message>
    <message>
        <source>Computed from the graphs</source>
        <translation>由图计算</translation>
    </message>
    <message>
        <source>
Sources: {sources}</source>
        <translation>
来源：{sources}</translation>
    </message>
    <message>
        <source>as published: {label}</source>
        <translation>按发表值：{label}</translation>
    </message>
    <message>
        <source>{label} × {ratio}</source>
        <translation>{label} × {ratio}</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>Copies of the design</source>
        <translation>设计的副本数</translation>
    </message>
    <message>
        <source>Total of all copies: {id}</source>
        <translation>所有副本合计：{id}</translation>
    </message>
    <message>
        <source>{n_copies:,} ({low} to {high})</source>
        <translation>{n_copies:,}（{low} 到 {high}）</translation>
    </message>
    <message>
        <source>About this comparison</source>
        <translation>与本对比有关</translation>
    </message>
    <message>
        <source>Other claims</source>
        <translation>其他说法</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>来源：{source}</translation>
    </message>
    <message>
        <source>Export rules: a screen by figures, not legal advice</source>
        <translation>出口规则：按数据筛查，不构成法律意见</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>论断值</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算值</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发表值</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Rests on: {inputs}</source>
        <translation>依据：{inputs}</translation>
    </message>
    <message>
        <source>Rule: {rule} of {ruleset}</source>
        <translation>规则：{ruleset} 的 {rule}</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>画布上</translation>
    </message>
    <message>
        <source>Layers panel</source>
        <translation>图层面板</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Plane {ix}</source>
        <translation>平面 {ix}</translation>
    </message>
    <message>
        <source>{label} {value}: {reason}</source>
        <translation>{label} {value}：{reason}</translation>
    </message>
    <message>
        <source>{label}, {fabric}</source>
        <translation>{label}，{fabric}</translation>
    </message>
    <message>
        <source>Fails</source>
        <translation>失效</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Alike</source>
        <translation>同类数</translation>
    </message>
    <message>
        <source>Accelerators lost</source>
        <translation>损失的加速器</translation>
    </message>
    <message>
        <source>Capacity left</source>
        <translation>剩余容量</translation>
    </message>
    <message>
        <source>Worst case left</source>
        <translation>剩余最差情形</translation>
    </message>
    <message>
        <source>Bisection left</source>
        <translation>剩余对分带宽</translation>
    </message>
    <message>
        <source>What is taken out</source>
        <translation>被移除的对象</translation>
    </message>
    <message>
        <source>The one that was tried; the others of its kind do the same</source>
        <translation>实际尝试的那一个；同类的其他对象效果相同</translation>
    </message>
    <message>
        <source>How many of its kind do the same</source>
        <translation>有多少同类对象效果相同</translation>
    </message>
    <message>
        <source>Accelerators that are gone, or cut off in some fabric</source>
        <translation>丢失的、或在某个互连网络中被隔断的加速器</translation>
    </message>
    <message>
        <source>All-to-all traffic of all endpoints together over that before; least over the fabrics</source>
        <translation>所有端点全互发总流量与之前之比；取各互连网络中的最小值</translation>
    </message>
    <message>
        <source>Worst-case throughput per endpoint over that of the intact fabric; least over the fabrics</source>
        <translation>每端点最差情形吞吐量与完好互连网络之比；取各互连网络中的最小值</translation>
    </message>
    <message>
        <source>Bisection of what is left over that of the intact fabric; least over the fabrics</source>
        <translation>剩余部分的对分带宽与完好互连网络之比；取各互连网络中的最小值</translation>
    </message>
    <message>
        <source>all-to-all</source>
        <translation>全互发</translation>
    </message>
    <message>
        <source>worst case</source>
        <translation>最差情形</translation>
    </message>
    <message>
        <source>bisection</source>
        <translation>对分</translation>
    </message>
    <message>
        <source>{n_endpoints:,} endpoints</source>
        <translation>{n_endpoints:,} 个端点</translation>
    </message>
    <message>
        <source>{n_cut_off:,} cut off</source>
        <translation>{n_cut_off:,} 个被隔断</translation>
    </message>
    <message>
        <source>{n_failed} random {what} at a time, {n_samples:,} samples, seed {seed} (estimates; mean with 95 % interval, and range seen)</source>
        <translation>每次随机失效 {n_failed} 个{what}，{n_samples:,} 个样本，种子 {seed}（估计值；均值、95 % 区间及所见范围）</translation>
    </message>
    <message>
        <source>Accelerators lost: {value:.4g} ({low:.4g} to {high:.4g}; {least:.0f} to {most:.0f} seen)</source>
        <translation>损失的加速器：{value:.4g}（{low:.4g} 到 {high:.4g}；所见 {least:.0f} 到 {most:.0f}）</translation>
    </message>
    <message>
        <source>Worst sample: {name}</source>
        <translation>最差样本：{name}</translation>
    </message>
    <message>
        <source>≈ {mean} ({low} to {high}; {least} to {most} seen)</source>
        <translation>≈ {mean}（{low} 到 {high}；所见 {least} 到 {most}）</translation>
    </message>
    <message>
        <source>{value} accelerator</source>
        <translation>{value} 个加速器</translation>
    </message>
    <message>
        <source>{value} accelerators</source>
        <translation>{value} 个加速器</translation>
    </message>
    <message>
        <source>{value} rack</source>
        <translation>{value} 个机柜</translation>
    </message>
    <message>
        <source>{value} racks</source>
        <translation>{value} 个机柜</translation>
    </message>
    <message>
        <source>{value} {label}</source>
        <translation>{value} {label}</translation>
    </message>
    <message>
        <source>{value} bisection</source>
        <translation>对分带宽 {value}</translation>
    </message>
    <message>
        <source>{value} IT peak</source>
        <translation>IT 峰值 {value}</translation>
    </message>
    <message>
        <source>{value} switches</source>
        <translation>{value} 个交换机</translation>
    </message>
    <message>
        <source>{value} links</source>
        <translation>{value} 条链路</translation>
    </message>
    <message>
        <source>{value} cables</source>
        <translation>{value} 根线缆</translation>
    </message>
    <message>
        <source>Recent file</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Fabric family</source>
        <translation>互连网络类型</translation>
    </message>
    <message>
        <source>Empty design</source>
        <translation>空设计</translation>
    </message>
    <message>
        <source>Drag racks, nodes and switches from the catalog.</source>
        <translation>从目录拖入机柜、节点和交换机。</translation>
    </message>
    <message>
        <source>{path}, port {port}</source>
        <translation>{path}，端口 {port}</translation>
    </message>
    <message>
        <source>Wiring</source>
        <translation>连线方式</translation>
    </message>
    <message>
        <source>Links per pair</source>
        <translation>每对链路数</translation>
    </message>
    <message>
        <source>parallel links, one number or one per dimension</source>
        <translation>并行链路数，一个数，或每个维度一个数</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>there are {n_most} dimensions at most</source>
        <translation>最多 {n_most} 个维度</translation>
    </message>
    <message>
        <source>that is {total:,}; {n_most:,} at most</source>
        <translation>共 {total:,} 个；最多 {n_most:,} 个</translation>
    </message>
    <message>
        <source>at least two are needed for a link</source>
        <translation>至少需要两个才能有链路</translation>
    </message>
    <message>
        <source>there must be one number, or {n_dims}, one per dimension</source>
        <translation>必须是一个数，或 {n_dims} 个数（每个维度一个）</translation>
    </message>
    <message>
        <source>a twisted torus is k x k x 2k with k of 3 or more</source>
        <translation>扭曲环面的形状为 k x k x 2k，且 k 不小于 3</translation>
    </message>
    <message>
        <source>k must be 3 or more</source>
        <translation>k 必须不小于 3</translation>
    </message>
    <message>
        <source>each switch needs {n_ports} ports: {n_hosts} down and the rest to other switches</source>
        <translation>每个交换机需要 {n_ports} 个端口：{n_hosts} 个下行，其余连接其他交换机</translation>
    </message>
    <message>
        <source>Accelerators per switch</source>
        <translation>每交换机加速器数</translation>
    </message>
    <message>
        <source>accelerators at each switch</source>
        <translation>每个交换机所接的加速器数</translation>
    </message>
    <message>
        <source>Full mesh</source>
        <translation>全互连</translation>
    </message>
    <message>
        <source>every accelerator - every other</source>
        <translation>每个加速器 - 其他所有加速器</translation>
    </message>
    <message>
        <source>accelerators, all joined directly</source>
        <translation>加速器数，全部直接相连</translation>
    </message>
    <message>
        <source>nD full mesh (UB-Mesh)</source>
        <translation>nD 全互连（UB-Mesh）</translation>
    </message>
    <message>
        <source>accelerator - every other that differs in one index</source>
        <translation>加速器 - 仅有一个索引不同的所有其他加速器</translation>
    </message>
    <message>
        <source>accelerators along each dimension, outermost first</source>
        <translation>沿各维度的加速器数，最外层在前</translation>
    </message>
    <message>
        <source>Torus</source>
        <translation>环面</translation>
    </message>
    <message>
        <source>accelerator - both neighbours along each dimension, with wrap</source>
        <translation>加速器 - 沿各维度的两个相邻加速器，首尾相连</translation>
    </message>
    <message>
        <source>accelerators along each dimension</source>
        <translation>沿各维度的加速器数</translation>
    </message>
    <message>
        <source>Twisted</source>
        <translation>扭曲</translation>
    </message>
    <message>
        <source>k x k x 2k whose short axes shift the long one by k</source>
        <translation>形状 k x k x 2k，短轴使长轴错位 k</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>accelerator - both neighbours along each dimension, no wrap</source>
        <translation>加速器 - 沿各维度的两个相邻加速器，首尾不相连</translation>
    </message>
    <message>
        <source>Hypercube</source>
        <translation>超立方体</translation>
    </message>
    <message>
        <source>accelerator - those that differ in one bit</source>
        <translation>加速器 - 索引仅有一位不同的加速器</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>bits of the index</source>
        <translation>索引的位数</translation>
    </message>
    <message>
        <source>HyperX</source>
        <translation>HyperX</translation>
    </message>
    <message>
        <source>accelerators - switch - every switch that differs in one index</source>
        <translation>加速器 - 交换机 - 仅有一个索引不同的所有交换机</translation>
    </message>
    <message>
        <source>switches along each dimension</source>
        <translation>沿各维度的交换机数</translation>
    </message>
    <message>
        <source>Sourced</source>
        <translation>有来源</translation>
    </message>
    <message>
        <source>no, assumed</source>
        <translation>否，为假设</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Cable</source>
        <translation>线缆</translation>
    </message>
    <message>
        <source>Optical module</source>
        <translation>光模块</translation>
    </message>
    <message>
        <source>Module at the far end</source>
        <translation>远端模块</translation>
    </message>
    <message>
        <source>Links per cable</source>
        <translation>每缆链路数</translation>
    </message>
    <message>
        <source>Cables per link</source>
        <translation>每链路线缆数</translation>
    </message>
    <message>
        <source>Circuit switch</source>
        <translation>光路交换机</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>from the placement</source>
        <translation>由放置得出</translation>
    </message>
    <message>
        <source>empty: from the placement</source>
        <translation>留空：由放置得出</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Take the length from the placement again</source>
        <translation>重新由放置得出长度</translation>
    </message>
    <message>
        <source>Rate of a link</source>
        <translation>单条链路速率</translation>
    </message>
    <message>
        <source>In the whole design</source>
        <translation>在整个设计中</translation>
    </message>
    <message>
        <source>Link bundle in {name}</source>
        <translation>{name} 中的链路束</translation>
    </message>
    <message>
        <source>empty: none; or one copy of: {paths}</source>
        <translation>留空：无；或以下之一的某个副本：{paths}</translation>
    </message>
    <message>
        <source>Path of the optical circuit switch that the links pass: each takes a cable from either end to it, and two of its ports</source>
        <translation>链路所经过的光路交换机的路径：每条链路从两端各用一根线缆连到它，并占用它的两个端口</translation>
    </message>
    <message>
        <source>Take out…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Choose a copy and take out one of its links</source>
        <translation>选择一个副本并移除其一条链路</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>Bring these links back</source>
        <translation>恢复这些链路</translation>
    </message>
    <message>
        <source>And more</source>
        <translation>还有</translation>
    </message>
    <message>
        <source>{n_pairs:,} more pairs of copies miss links</source>
        <translation>另有 {n_pairs:,} 对副本缺少链路</translation>
    </message>
    <message>
        <source>Load, all-to-all</source>
        <translation>负载，全互发</translation>
    </message>
    <message>
        <source>Load, equal split</source>
        <translation>负载，等价均分</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>full in every optimal routing of all-to-all</source>
        <translation>在全互发的每种最优路由中都满载</translation>
    </message>
    <message>
        <source>1 pair, listed</source>
        <translation>列出 1 对</translation>
    </message>
    <message>
        <source>{n_pairs:,} pairs, listed one by one</source>
        <translation>{n_pairs:,} 对，逐一列出</translation>
    </message>
    <message>
        <source>shifted without wrapping round</source>
        <translation>平移且不回绕</translation>
    </message>
    <message>
        <source> by {offset}</source>
        <translation>（偏移 {offset}）</translation>
    </message>
    <message>
        <source>{relation}{shift} {a_dim} and {b_dim}</source>
        <translation>{relation}{shift} {a_dim} 与 {b_dim}</translation>
    </message>
    <message>
        <source>full mesh</source>
        <translation>全互连</translation>
    </message>
    <message>
        <source>same plane</source>
        <translation>同一平面</translation>
    </message>
    <message>
        <source>all to all</source>
        <translation>全互连</translation>
    </message>
    <message>
        <source>one to one</source>
        <translation>一对一</translation>
    </message>
    <message>
        <source>rail {a_name} = {b_name}</source>
        <translation>轨道 {a_name} = {b_name}</translation>
    </message>
    <message>
        <source>{port}: {n_free:,} of {n_ports:,} free</source>
        <translation>{port}：{n_ports:,} 个中有 {n_free:,} 个空闲</translation>
    </message>
    <message>
        <source>port {near_port} to {far}, port {far_port}: {n_there} of {n_links} links</source>
        <translation>端口 {near_port} 到 {far} 的端口 {far_port}：{n_links} 条链路中有 {n_there} 条</translation>
    </message>
    <message>
        <source>{a} to {b}</source>
        <translation>{a} 到 {b}</translation>
    </message>
    <message>
        <source>block &quot;{id}&quot; has no instance &quot;{instance_id}&quot;</source>
        <translation>块“{id}”没有实例“{instance_id}”</translation>
    </message>
    <message>
        <source>block &quot;{id}&quot; has no link bundle &quot;{bundle_id}&quot;</source>
        <translation>块“{id}”没有链路束“{bundle_id}”</translation>
    </message>
    <message>
        <source>1 copy</source>
        <translation>1 个副本</translation>
    </message>
    <message>
        <source>{n:,} copies</source>
        <translation>{n:,} 个副本</translation>
    </message>
    <message>
        <source>1 instance</source>
        <translation>1 个实例</translation>
    </message>
    <message>
        <source>{n:,} instances</source>
        <translation>{n:,} 个实例</translation>
    </message>
    <message>
        <source>1 link</source>
        <translation>1 条链路</translation>
    </message>
    <message>
        <source>{n:,} links</source>
        <translation>{n:,} 条链路</translation>
    </message>
    <message>
        <source>1 link bundle</source>
        <translation>1 个链路束</translation>
    </message>
    <message>
        <source>{n:,} link bundles</source>
        <translation>{n:,} 个链路束</translation>
    </message>
    <message>
        <source>1 pair</source>
        <translation>1 对</translation>
    </message>
    <message>
        <source>{n:,} pairs</source>
        <translation>{n:,} 对</translation>
    </message>
    <message>
        <source>1 port</source>
        <translation>1 个端口</translation>
    </message>
    <message>
        <source>{n:,} ports</source>
        <translation>{n:,} 个端口</translation>
    </message>
    <message>
        <source>{low} to {high} m</source>
        <translation>{low} 到 {high} m</translation>
    </message>
    <message>
        <source>{n_links:,} links</source>
        <translation>{n_links:,} 条链路</translation>
    </message>
    <message>
        <source>{links}, {a} to {b}, in every copy of {block}</source>
        <translation>{links}，{a} 到 {b}，在 {block} 的每个副本中</translation>
    </message>
    <message>
        <source>{links}, {a} to {b}</source>
        <translation>{links}，{a} 到 {b}</translation>
    </message>
    <message>
        <source>the bundle is not wired here; see the findings</source>
        <translation>该链路束在此未连线；请查看检查结果</translation>
    </message>
    <message>
        <source>{path} has no link of this bundle</source>
        <translation>{path} 没有此链路束的链路</translation>
    </message>
    <message>
        <source>the path {path} does not exist</source>
        <translation>路径 {path} 不存在</translation>
    </message>
    <message>
        <source>{path} needs an index at every step, as in npu[0]</source>
        <translation>{path} 的每一步都需要索引，例如 npu[0]</translation>
    </message>
    <message>
        <source>{path} is not in {scope}</source>
        <translation>{path} 不在 {scope} 中</translation>
    </message>
    <message>
        <source>Downlink over uplink capacity of the switches</source>
        <translation>交换机下行容量与上行容量之比</translation>
    </message>
    <message>
        <source>{fabric}, tier {tier}: {ratio}</source>
        <translation>{fabric}，第 {tier} 层：{ratio}</translation>
    </message>
    <message>
        <source>No switch has links to a higher tier.</source>
        <translation>没有交换机有通向更高层的链路。</translation>
    </message>
    <message>
        <source>Take parts from the catalog</source>
        <translation>从目录取用部件</translation>
    </message>
    <message>
        <source>Drag a rack, node, switch or accelerator onto the canvas, or search for it and press Enter. Every figure of a part has a source.</source>
        <translation>将机柜、节点、交换机或加速器拖到画布上，或搜索后按 Enter。部件的每个数据都有来源。</translation>
    </message>
    <message>
        <source>Build on the canvas</source>
        <translation>在画布上搭建</translation>
    </message>
    <message>
        <source>Drag from port to port to connect; the number of links is shown before you let go. Double-click a block to go inside. Every edit can be undone.</source>
        <translation>从端口拖到端口即可连接；松开前显示链路数。双击块可进入其内部。每次编辑都可撤销。</translation>
    </message>
    <message>
        <source>Read the numbers</source>
        <translation>读取数值</translation>
    </message>
    <message>
        <source>They follow every edit. Each says how sure it is; select one to see its formula with the numbers put in, its assumptions and its sources.</source>
        <translation>数值随每次编辑更新，并说明其确定程度；选择一个数值可查看代入数字的公式、假设和来源。</translation>
    </message>
    <message>
        <source>Mend what is wrong</source>
        <translation>修正问题</translation>
    </message>
    <message>
        <source>Findings say what cannot be built and what to do. Select one to see where it is; a fix shows what it would change before it is made.</source>
        <translation>检查结果说明哪些无法建成以及如何处理。选择一条可定位；修复前会显示将改变什么。</translation>
    </message>
    <message>
        <source>Hand it on</source>
        <translation>交付成果</translation>
    </message>
    <message>
        <source>Export the summary sheet, the workbook with parts list and cabling, the pictures. Press Ctrl+Shift+P to find any command by its name.</source>
        <translation>导出摘要表、含物料清单和布线的工作簿，以及图片。按 Ctrl+Shift+P 可按名称查找任意命令。</translation>
    </message>
    <message>
        <source>, updating</source>
        <translation>，正在更新</translation>
    </message>
    <message>
        <source>, narrowing bounds</source>
        <translation>，正在收窄界限</translation>
    </message>
    <message>
        <source>Evaluated in {ms:.1f} ms{more}</source>
        <translation>评估用时 {ms:.1f} ms{more}</translation>
    </message>
    <message>
        <source>{ms:.2f} ms</source>
        <translation>{ms:.2f} ms</translation>
    </message>
    <message>
        <source>, after the edit</source>
        <translation>，编辑之后</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>{n:,} errors</source>
        <translation>{n:,} 个错误</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <source>{n:,} warnings</source>
        <translation>{n:,} 个警告</translation>
    </message>
    <message>
        <source>1 remark</source>
        <translation>1 条提示</translation>
    </message>
    <message>
        <source>{n:,} remarks</source>
        <translation>{n:,} 条提示</translation>
    </message>
    <message>
        <source>{n} approved</source>
        <translation>{n} 条已认可</translation>
    </message>
    <message>
        <source>no findings</source>
        <translation>没有检查结果</translation>
    </message>
    <message>
        <source>approved: {reason}</source>
        <translation>已认可：{reason}</translation>
    </message>
    <message>
        <source>Group and metric of the number</source>
        <translation>数值所属的组和指标</translation>
    </message>
    <message>
        <source>What the program computes on this computer, now</source>
        <translation>本程序现在在这台计算机上的计算结果</translation>
    </message>
    <message>
        <source>What the source printed; where that is a misprint, the note says what is right</source>
        <translation>来源所印的数值；若为误印，备注给出正确值</translation>
    </message>
    <message>
        <source>Unit of both numbers</source>
        <translation>两个数值的单位</translation>
    </message>
    <message>
        <source>Computed less published, over published; for a misprint against the right value</source>
        <translation>计算值减发表值，再除以发表值；误印则与正确值比较</translation>
    </message>
    <message>
        <source>How much they may differ</source>
        <translation>允许相差多少</translation>
    </message>
    <message>
        <source>Whether they agree</source>
        <translation>是否一致</translation>
    </message>
    <message>
        <source>How well the printed number is established</source>
        <translation>所印数值的可靠程度</translation>
    </message>
    <message>
        <source>Where it was printed</source>
        <translation>印于何处</translation>
    </message>
    <message>
        <source>Why a number is left out, wrong in print, or fails</source>
        <translation>数值被略去、误印或不符的原因</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Enclosure</source>
        <translation>机箱</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Enclosure figures</source>
        <translation>机箱数据</translation>
    </message>
    <message>
        <source>Whole design</source>
        <translation>整个设计</translation>
    </message>
    <message>
        <source>Block {id}</source>
        <translation>块 {id}</translation>
    </message>
    <message>
        <source>, {n_planes:,} planes</source>
        <translation>，{n_planes:,} 个平面</translation>
    </message>
    <message>
        <source>{n_links:,} links{planes}</source>
        <translation>{n_links:,} 条链路{planes}</translation>
    </message>
    <message>
        <source>Fabric {id}, role {role}</source>
        <translation>互连网络 {id}，用途 {role}</translation>
    </message>
    <message>
        <source>Fabrics</source>
        <translation>互连网络</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>集合</translation>
    </message>
    <message>
        <source>not in the catalog</source>
        <translation>不在目录中</translation>
    </message>
    <message>
        <source>empty: back to the catalog value</source>
        <translation>留空：恢复目录值</translation>
    </message>
    <message>
        <source>Assumptions ({name})</source>
        <translation>假设（{name}）</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>已选择</translation>
    </message>
    <message>
        <source>{n_chosen:,} of {count:,} copies</source>
        <translation>{count:,} 个副本中的 {n_chosen:,} 个</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>The catalog has other figures for this part now.</source>
        <translation>目录中该部件现有不同的数据。</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Contents of one copy</source>
        <translation>单个副本的内容</translation>
    </message>
    <message>
        <source>Figures of the part</source>
        <translation>部件数据</translation>
    </message>
    <message>
        <source>{count:,} copies</source>
        <translation>{count:,} 个副本</translation>
    </message>
    <message>
        <source>{id}, {copies} in {name}</source>
        <translation>{id}，{name} 中的 {copies}</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数字</translation>
    </message>
    <message>
        <source>{count:,} copies: {names}</source>
        <translation>{count:,} 个副本：{names}</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>Per row</source>
        <translation>每行</translation>
    </message>
    <message>
        <source>Pitch X</source>
        <translation>X 向间距</translation>
    </message>
    <message>
        <source>Pitch Y</source>
        <translation>Y 向间距</translation>
    </message>
    <message>
        <source>Lowest rack unit</source>
        <translation>最低机架单元</translation>
    </message>
    <message>
        <source>1 is at the bottom</source>
        <translation>1 在最下方</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>放置</translation>
    </message>
    <message>
        <source>for example 1.2 m or 600 mm</source>
        <translation>例如 1.2 m 或 600 mm</translation>
    </message>
    <message>
        <source>{n_used:,} of {count:,} used, {rate}</source>
        <translation>{count:,} 个中已用 {n_used:,} 个，{rate}</translation>
    </message>
    <message>
        <source>Rate of port {name}</source>
        <translation>端口 {name} 的速率</translation>
    </message>
    <message>
        <source>
Cage: {cage}; media: {media}</source>
        <translation>
笼位：{cage}；介质：{media}</translation>
    </message>
    <message>
        <source>Ports of one copy</source>
        <translation>单个副本的端口</translation>
    </message>
    <message>
        <source>Selected copies</source>
        <translation>所选副本</translation>
    </message>
    <message>
        <source>{n_paths:,} of {n_instances:,} instances</source>
        <translation>{n_instances:,} 个实例中的 {n_paths:,} 个</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>Copies each</source>
        <translation>各副本数</translation>
    </message>
    <message>
        <source>Link bundles</source>
        <translation>链路束</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>{n_things:,} selected</source>
        <translation>已选择 {n_things:,} 项</translation>
    </message>
    <message>
        <source>Edits apply to all of them</source>
        <translation>编辑对全部所选内容生效</translation>
    </message>
    <message>
        <source>Go back to the value of the catalog</source>
        <translation>恢复目录中的数值</translation>
    </message>
    <message>
        <source>misprint</source>
        <translation>误印</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>printed in the source, and reproduced from the inputs that it states</source>
        <translation>印于来源中，并由其所述输入重现</translation>
    </message>
    <message>
        <source>a graph file of the authors, with the value of an exact matching on it</source>
        <translation>作者提供的图文件，其上的精确匹配给出该值</translation>
    </message>
    <message>
        <source>printed in the source: simulated, measured or claimed by the vendor</source>
        <translation>印于来源中：由厂商仿真、测量或声称</translation>
    </message>
    <message>
        <source>not confirmed against the printed page, but recomputed exactly from stated inputs</source>
        <translation>未与印刷页核对，但由所述输入精确重算</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Published: {number}</source>
        <translation>发表值：{number}</translation>
    </message>
    <message>
        <source>Computed: {number}</source>
        <translation>计算值：{number}</translation>
    </message>
    <message>
        <source>Counted as: {convention}</source>
        <translation>计数方式：{convention}</translation>
    </message>
    <message>
        <source>Grade {grade}: {meaning}</source>
        <translation>等级 {grade}：{meaning}</translation>
    </message>
    <message>
        <source>{n_pass:,} agree, {n_fail:,} differ, {n_misprint:,} misprints, {n_left:,} left out</source>
        <translation>{n_pass:,} 个一致，{n_fail:,} 个不一致，{n_misprint:,} 个误印，{n_left:,} 个略去</translation>
    </message>
    <message>
        <source>{id}: {status}, {note}</source>
        <translation>{id}：{status}，{note}</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>supernode</source>
        <translation>超节点</translation>
    </message>
    <message>
        <source>rack</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>switch-box</source>
        <translation>交换机箱</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>cpu</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>nic</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>circuit-switch</source>
        <translation>光路交换机</translation>
    </message>
    <message>
        <source>cable</source>
        <translation>线缆</translation>
    </message>
    <message>
        <source>optic</source>
        <translation>光模块</translation>
    </message>
    <message>
        <source>facility</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>part</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>assembly</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>switch box</source>
        <translation>交换机箱</translation>
    </message>
    <message>
        <source>adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>risk group</source>
        <translation>风险组</translation>
    </message>
    <message>
        <source>scale-up</source>
        <translation>纵向扩展</translation>
    </message>
    <message>
        <source>scale-out</source>
        <translation>横向扩展</translation>
    </message>
    <message>
        <source>frontend</source>
        <translation>前端</translation>
    </message>
    <message>
        <source>storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>management</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>板内走线</translation>
    </message>
    <message>
        <source>backplane</source>
        <translation>背板</translation>
    </message>
    <message>
        <source>copper</source>
        <translation>铜缆</translation>
    </message>
    <message>
        <source>fibre</source>
        <translation>光纤</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>区间</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>下界</translation>
    </message>
    <message>
        <source>upper</source>
        <translation>上界</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>vendor-announced</source>
        <translation>厂商公布</translation>
    </message>
    <message>
        <source>third-party-measured</source>
        <translation>第三方测量</translation>
    </message>
    <message>
        <source>list-or-street-price</source>
        <translation>目录价或市场价</translation>
    </message>
    <message>
        <source>our-estimate</source>
        <translation>自行估计</translation>
    </message>
    <message>
        <source>assumed</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>met</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>有争议</translation>
    </message>
    <message>
        <source>undetermined</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>info</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>left-out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>reproduced</source>
        <translation>已重现</translation>
    </message>
    <message>
        <source>published-only</source>
        <translation>仅按发表值成立</translation>
    </message>
    <message>
        <source>refuted</source>
        <translation>已反驳</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>已替换</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>复用</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>accelerators</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>nics</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>enclosures</source>
        <translation>机箱</translation>
    </message>
    <message>
        <source>racks</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>optics</source>
        <translation>光模块</translation>
    </message>
    <message>
        <source>cables</source>
        <translation>线缆</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>typical</source>
        <translation>典型</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>rollup</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>class graph</source>
        <translation>类图</translation>
    </message>
    <message>
        <source>arrays</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>assumptions</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>算力</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>cabling</source>
        <translation>布线</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>over-used</source>
        <translation>超用</translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>cabinets</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>modules</source>
        <translation>光模块</translation>
    </message>
    <message>
        <source>hops</source>
        <translation>跳</translation>
    </message>
    <message>
        <source>equal share per link</source>
        <translation>每条链路均分</translation>
    </message>
    <message>
        <source>share by link capacity</source>
        <translation>按链路容量分配</translation>
    </message>
    <message>
        <source>{first}, {others}</source>
        <translation>{first}、{others}</translation>
    </message>
    <message>
        <source>Array {what} {n_columns:,} × {n_rows:,}</source>
        <translation>阵列 {what}：{n_columns:,} × {n_rows:,}</translation>
    </message>
    <message>
        <source>this would add {value:,} instances, more than {MAX_DUPLICATES:,}; group the selection into a block and repeat that</source>
        <translation>这将添加 {value:,} 个实例，超过 {MAX_DUPLICATES:,}；请将所选内容组合成块再重复</translation>
    </message>
    <message>
        <source>links {id} would list {value:,} pairs, more than {MAX_PAIRS:,}</source>
        <translation>链路 {id} 将列出 {value:,} 对，超过 {MAX_PAIRS:,}</translation>
    </message>
    <message>
        <source>Set {name} to {value:g}</source>
        <translation>将 {name} 设为 {value:g}</translation>
    </message>
    <message>
        <source>the catalog has no assumption set &quot;{set}&quot;</source>
        <translation>目录中没有假设集“{set}”</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not an assumption of {name_2}</source>
        <translation>“{name}”不是 {name_2} 的假设</translation>
    </message>
    <message>
        <source>Reset {name}</source>
        <translation>重置 {name}</translation>
    </message>
    <message>
        <source>Use assumptions {set_slug}</source>
        <translation>使用假设 {set_slug}</translation>
    </message>
    <message>
        <source>the catalog has no assumption set &quot;{set_slug}&quot;</source>
        <translation>目录中没有假设集“{set_slug}”</translation>
    </message>
    <message>
        <source>Approve {partition}</source>
        <translation>认可 {partition}</translation>
    </message>
    <message>
        <source>an approval needs a finding and a reason</source>
        <translation>认可需要一条检查结果和一个理由</translation>
    </message>
    <message>
        <source>Withdraw approval of {partition}</source>
        <translation>撤回对 {partition} 的认可</translation>
    </message>
    <message>
        <source>Change view</source>
        <translation>更改视图</translation>
    </message>
    <message>
        <source>there is no block &quot;{block}&quot;</source>
        <translation>没有块“{block}”</translation>
    </message>
    <message>
        <source>{name} is {value:g}; it must be 0 or more</source>
        <translation>{name} 为 {value:g}；必须不小于 0</translation>
    </message>
    <message>
        <source>{name} is {value:g}; it must be at most {limit:g}</source>
        <translation>{name} 为 {value:g}；必须不大于 {limit:g}</translation>
    </message>
    <message>
        <source>{name} is {value:g}; an efficiency is from {limit:g} to 1</source>
        <translation>{name} 为 {value:g}；效率须在 {limit:g} 到 1 之间</translation>
    </message>
    <message>
        <source>{name} is {value:g}; a fraction is from 0 to 1</source>
        <translation>{name} 为 {value:g}；比例须在 0 到 1 之间</translation>
    </message>
    <message>
        <source>{name} is {value:g}; it must be 1 or more</source>
        <translation>{name} 为 {value:g}；必须不小于 1</translation>
    </message>
    <message>
        <source>the blocks to insert have an id twice</source>
        <translation>要插入的块中有重复的编号</translation>
    </message>
    <message>
        <source>block &quot;{stuck}&quot; contains itself</source>
        <translation>块“{stuck}”包含自身</translation>
    </message>
    <message>
        <source>several links share a {cable}: {old:,} would become {new:,}; put the cut where no cable is divided</source>
        <translation>多条链路共用一根 {cable}：{old:,} 根将变为 {new:,} 根；请在不拆分线缆处切分</translation>
    </message>
    <message>
        <source>there is no block &quot;{block_id}&quot;</source>
        <translation>没有块“{block_id}”</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; has nothing with ports to connect</source>
        <translation>“{text}”没有可连接的端口</translation>
    </message>
    <message>
        <source> for {value}</source>
        <translation>（用于 {value}）</translation>
    </message>
    <message>
        <source>{a} and {b} have no ports{wanted} that fit each other</source>
        <translation>{a} 和 {b} 没有彼此匹配的端口{wanted}</translation>
    </message>
    <message>
        <source>all {count:,} ports of {text} are in use</source>
        <translation>{text} 的全部 {count:,} 个端口都已使用</translation>
    </message>
    <message>
        <source>{text} has one copy or too few free ports to link its copies to each other</source>
        <translation>{text} 只有一个副本，或空闲端口太少，无法使其副本互连</translation>
    </message>
    <message>
        <source>too few free ports: {text} has {n_free:,} for {n_copies:,} partners, {text_2} has {n_free_2:,} for {n_copies_2:,}</source>
        <translation>空闲端口太少：{text} 有 {n_free:,} 个，对应 {n_copies:,} 个对端；{text_2} 有 {n_free_2:,} 个，对应 {n_copies_2:,} 个</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Remove {what}</source>
        <translation>移除 {what}</translation>
    </message>
    <message>
        <source>Restore {name}</source>
        <translation>恢复 {name}</translation>
    </message>
    <message>
        <source>Restore {what}</source>
        <translation>恢复 {what}</translation>
    </message>
    <message>
        <source>{text} is inside {path}; restore that first</source>
        <translation>{text} 在 {path} 之内；请先恢复后者</translation>
    </message>
    <message>
        <source>Replace {path} with {part}</source>
        <translation>将 {path} 替换为 {part}</translation>
    </message>
    <message>
        <source>{path} is a block; replace a part inside it</source>
        <translation>{path} 是块；请替换其内部的部件</translation>
    </message>
    <message>
        <source>{path} is removed; restore it first</source>
        <translation>{path} 已移除；请先恢复</translation>
    </message>
    <message>
        <source>the catalog has no part &quot;{part}&quot;; pick one from the palette</source>
        <translation>目录中没有部件“{part}”；请从目录面板中选择</translation>
    </message>
    <message>
        <source>&quot;{slug}&quot; is of family {family}, not {family_2}</source>
        <translation>“{slug}”属于类别 {family}，而不是 {family_2}</translation>
    </message>
    <message>
        <source>&quot;{slug}&quot; has no ports &quot;{name}&quot;</source>
        <translation>“{slug}”没有端口“{name}”</translation>
    </message>
    <message>
        <source>there is no &quot;{text}&quot; in the design</source>
        <translation>设计中没有“{text}”</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; means several copies; give every index</source>
        <translation>“{text}”指多个副本；请给出每个索引</translation>
    </message>
    <message>
        <source>{id} has {count:,} copies, counted from 0; there is no {copy_ix}</source>
        <translation>{id} 有 {count:,} 个副本，从 0 计数；没有 {copy_ix}</translation>
    </message>
    <message>
        <source>Insert {name}</source>
        <translation>插入 {name}</translation>
    </message>
    <message>
        <source>Insert {what}</source>
        <translation>插入 {what}</translation>
    </message>
    <message>
        <source>Put {what} into {host}</source>
        <translation>将{what}放入 {host}</translation>
    </message>
    <message>
        <source>block &quot;{block}&quot; would contain itself</source>
        <translation>块“{block}”将包含自身</translation>
    </message>
    <message>
        <source>{id} is a part; only blocks hold something</source>
        <translation>{id} 是部件；只有块才能容纳内容</translation>
    </message>
    <message>
        <source>{id} cannot be put into itself</source>
        <translation>{id} 不能放入自身</translation>
    </message>
    <message>
        <source>{id} is one of several copies, which would all receive it; make one copy unique first (Edit &gt; Block &gt; Make Unique)</source>
        <translation>{id} 有多个副本，放入后所有副本都会改变；请先使一个副本独立（编辑 &gt; 块 &gt; 使独立）</translation>
    </message>
    <message>
        <source>Duplicate {name}</source>
        <translation>复制 {name}</translation>
    </message>
    <message>
        <source>Duplicate {what}</source>
        <translation>复制 {what}</translation>
    </message>
    <message>
        <source>links of {pairs} of copies</source>
        <translation>{pairs}副本的链路</translation>
    </message>
    <message>
        <source>{noun} {a} to {b}</source>
        <translation>{noun} {a} 到 {b}</translation>
    </message>
    <message>
        <source>links {id} would have to be listed pair by pair, more than {most:,} of them</source>
        <translation>链路 {id} 将不得不逐对列出，超过 {most:,} 对</translation>
    </message>
    <message>
        <source>links {id} would have other ports at their two ends</source>
        <translation>链路 {id} 两端的端口将不相同</translation>
    </message>
    <message>
        <source>links {id} are missing somewhere; restore them before merging</source>
        <translation>链路 {id} 有缺失；合并前请先恢复</translation>
    </message>
    <message>
        <source>more than {most:,} copies cannot be merged</source>
        <translation>无法合并超过 {most:,} 个副本</translation>
    </message>
    <message>
        <source>the copies do not stand in one regular array of rows and columns; align them first</source>
        <translation>这些副本没有排成规则的行列阵列；请先对齐</translation>
    </message>
    <message>
        <source>the copies do not stand in units at equal distances</source>
        <translation>这些副本所在的机架单元间距不相等</translation>
    </message>
    <message>
        <source>Merge {what}</source>
        <translation>合并 {what}</translation>
    </message>
    <message>
        <source>select two or more equal instances to merge</source>
        <translation>请选择两个或更多相同的实例进行合并</translation>
    </message>
    <message>
        <source>{id} is of {of}, {id_2} of {of_2}</source>
        <translation>{id} 属于 {of}，{id_2} 属于 {of_2}</translation>
    </message>
    <message>
        <source>only one of {id} and {id_2} is marked as assumed</source>
        <translation>{id} 和 {id_2} 中只有一个标记为假设</translation>
    </message>
    <message>
        <source>{id} and {id_2} are counted by other dimensions</source>
        <translation>{id} 和 {id_2} 的计数维度不同</translation>
    </message>
    <message>
        <source>port group {name} of {value} shows only one of the instances</source>
        <translation>{value} 的端口组 {name} 只显示其中一个实例</translation>
    </message>
    <message>
        <source>risk group {name} would have {n_paths:,} places, more than {MAX_RISK_PATHS:,}</source>
        <translation>风险组 {name} 将有 {n_paths:,} 处，超过 {MAX_RISK_PATHS:,}</translation>
    </message>
    <message>
        <source>links {name} would have to be listed pair by pair, more than {most:,} of them</source>
        <translation>链路 {name} 将不得不逐对列出，超过 {most:,} 对</translation>
    </message>
    <message>
        <source>Move {instance}</source>
        <translation>移动 {instance}</translation>
    </message>
    <message>
        <source>Move {what}</source>
        <translation>移动 {what}</translation>
    </message>
    <message>
        <source>Place {instance}</source>
        <translation>放置 {instance}</translation>
    </message>
    <message>
        <source>Arrange {name}</source>
        <translation>排列 {name}</translation>
    </message>
    <message>
        <source>Arrange {what}</source>
        <translation>排列 {what}</translation>
    </message>
    <message>
        <source>Rename {instance} to {name}</source>
        <translation>将 {instance} 重命名为 {name}</translation>
    </message>
    <message>
        <source>Rename block {block} to {name}</source>
        <translation>将块 {block} 重命名为 {name}</translation>
    </message>
    <message>
        <source>Rename design to {name}</source>
        <translation>将设计重命名为 {name}</translation>
    </message>
    <message>
        <source>Edit note of {target}</source>
        <translation>编辑 {target} 的备注</translation>
    </message>
    <message>
        <source>Edit description</source>
        <translation>编辑描述</translation>
    </message>
    <message>
        <source>say which block the instance or link bundle is in</source>
        <translation>请指明实例或链路束所在的块</translation>
    </message>
    <message>
        <source>a note belongs to an instance or to a link bundle, not to both</source>
        <translation>备注只能属于一个实例或一个链路束，不能同时属于两者</translation>
    </message>
    <message>
        <source>Replace {instance} with {part}</source>
        <translation>将 {instance} 替换为 {part}</translation>
    </message>
    <message>
        <source>a device</source>
        <translation>器件</translation>
    </message>
    <message>
        <source>a {value} enclosure</source>
        <translation>{value} 机箱</translation>
    </message>
    <message>
        <source>&quot;{part}&quot; is of family {family}; {wanted} is wanted here</source>
        <translation>“{part}”属于类别 {family}；此处需要{wanted}</translation>
    </message>
    <message>
        <source>Replace {part} with {by} everywhere</source>
        <translation>将所有 {part} 替换为 {by}</translation>
    </message>
    <message>
        <source>the design does not use &quot;{part}&quot;</source>
        <translation>该设计未使用“{part}”</translation>
    </message>
    <message>
        <source>the catalog has no part &quot;{by}&quot;; pick one from the palette</source>
        <translation>目录中没有部件“{by}”；请从目录面板中选择</translation>
    </message>
    <message>
        <source>&quot;{slug}&quot; has no ports &quot;{name}&quot;, which links use</source>
        <translation>“{slug}”没有链路所用的端口“{name}”</translation>
    </message>
    <message>
        <source>ports &quot;{name}&quot; of &quot;{slug}&quot; serve other fabrics</source>
        <translation>“{slug}”的端口“{name}”用于其他互连网络</translation>
    </message>
    <message>
        <source>risk group {name} would have {n_paths:,} places, more than {most:,}</source>
        <translation>风险组 {name} 将有 {n_paths:,} 处，超过 {most:,}</translation>
    </message>
    <message>
        <source>Set risk group {name}</source>
        <translation>设置风险组 {name}</translation>
    </message>
    <message>
        <source>there is no &quot;{text}&quot;</source>
        <translation>没有“{text}”</translation>
    </message>
    <message>
        <source>Remove risk group {name}</source>
        <translation>移除风险组 {name}</translation>
    </message>
    <message>
        <source>there is no risk group &quot;{name}&quot;</source>
        <translation>没有风险组“{name}”</translation>
    </message>
    <message>
        <source>Split {instance} after {n_copies:,}</source>
        <translation>在 {n_copies:,} 个之后拆分 {instance}</translation>
    </message>
    <message>
        <source>{id} has {count:,} copies; split it after 1 to {value:,} of them</source>
        <translation>{id} 有 {count:,} 个副本；请在其中 1 到 {value:,} 个之后拆分</translation>
    </message>
    <message>
        <source>{id} counts the planes of a fabric, which would no longer be told apart</source>
        <translation>{id} 对互连网络的平面计数，拆分后将无法区分</translation>
    </message>
    <message>
        <source>{id} is counted by {dims}; split it at a multiple of {n_inner:,}</source>
        <translation>{id} 按 {dims} 计数；请在 {n_inner:,} 的倍数处拆分</translation>
    </message>
    <message>
        <source>{id} is shown as port group {name} of {value}, which can mean one instance only</source>
        <translation>{id} 显示为 {value} 的端口组 {name}，它只能指一个实例</translation>
    </message>
    <message>
        <source>Add {n_copies:,} × {part}</source>
        <translation>添加 {n_copies:,} × {part}</translation>
    </message>
    <message>
        <source>Add {part}</source>
        <translation>添加 {part}</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is of family {family} and cannot stand in a block; cables and optics belong to link bundles</source>
        <translation>“{name}”属于类别 {family}，不能放在块中；线缆和光模块属于链路束</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>添加 {name}</translation>
    </message>
    <message>
        <source>Set count of {instance} to {value:,}</source>
        <translation>将 {instance} 的数量设为 {value:,}</translation>
    </message>
    <message>
        <source>Set count of {instance} to {sizes}</source>
        <translation>将 {instance} 的数量设为 {sizes}</translation>
    </message>
    <message>
        <source>give either a count or the dimensions</source>
        <translation>请给出数量或维度之一</translation>
    </message>
    <message>
        <source>{id} is counted by {names}; set the dimensions</source>
        <translation>{id} 按 {names} 计数；请设置维度</translation>
    </message>
    <message>
        <source>Ungroup {instance}</source>
        <translation>取消组合 {instance}</translation>
    </message>
    <message>
        <source>{instance_id} is a part; only groups can be taken apart</source>
        <translation>{instance_id} 是部件；只有组可以取消组合</translation>
    </message>
    <message>
        <source>{name} is a {kind} with an enclosure of its own; only plain groups can be taken apart</source>
        <translation>{name} 是带有机箱的{kind}；只有普通组可以取消组合</translation>
    </message>
    <message>
        <source>{name} has {n_copies:,} copies with several copies inside, which could not keep their places; split it into single copies first</source>
        <translation>{name} 有 {n_copies:,} 个副本且内部又有多个副本，无法保持位置；请先拆成单个副本</translation>
    </message>
    <message>
        <source>links inside {name} are listed pair by pair; split it into single copies first</source>
        <translation>{name} 内部的链路为逐对列出；请先拆成单个副本</translation>
    </message>
    <message>
        <source>{id} would need {n:,} exceptions, more than {most:,}</source>
        <translation>{id} 将需要 {n:,} 个例外，超过 {most:,}</translation>
    </message>
    <message>
        <source>Add fabric {name}</source>
        <translation>添加互连网络 {name}</translation>
    </message>
    <message>
        <source>there is a fabric &quot;{id}&quot; already</source>
        <translation>已有互连网络“{id}”</translation>
    </message>
    <message>
        <source>Edit fabric {name}</source>
        <translation>编辑互连网络 {name}</translation>
    </message>
    <message>
        <source>there is no fabric &quot;{id}&quot;</source>
        <translation>没有互连网络“{id}”</translation>
    </message>
    <message>
        <source>Remove fabric {fabric}</source>
        <translation>移除互连网络 {fabric}</translation>
    </message>
    <message>
        <source>there is no fabric &quot;{fabric}&quot;</source>
        <translation>没有互连网络“{fabric}”</translation>
    </message>
    <message>
        <source>Connect {a} to {b}</source>
        <translation>连接 {a} 与 {b}</translation>
    </message>
    <message>
        <source>there is no fabric &quot;{fabric}&quot;; add it first</source>
        <translation>没有互连网络“{fabric}”；请先添加</translation>
    </message>
    <message>
        <source>Edit links {name}</source>
        <translation>编辑链路 {name}</translation>
    </message>
    <message>
        <source>Remove links {name}</source>
        <translation>移除链路 {name}</translation>
    </message>
    <message>
        <source>link bundle</source>
        <translation>链路束</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; has no ports &quot;{port}&quot;</source>
        <translation>“{path}”没有端口“{port}”</translation>
    </message>
    <message>
        <source>ports &quot;{name}&quot; of {part_slug} serve {served}, not {value}</source>
        <translation>{part_slug} 的端口“{name}”用于 {served}，而不是 {value}</translation>
    </message>
    <message>
        <source>ports &quot;{name}&quot; of {part_slug} and &quot;{name_2}&quot; of {part_slug_2} have no medium in common</source>
        <translation>{part_slug} 的端口“{name}”与 {part_slug_2} 的端口“{name_2}”没有共同的介质</translation>
    </message>
    <message>
        <source>{chain} has {plural} &quot;{port}&quot;, {value:,} of them free, but {value_2:,} more would be needed</source>
        <translation>{chain} 有 {plural}“{port}”，其中空闲 {value:,} 个，但还需要 {value_2:,} 个</translation>
    </message>
    <message>
        <source>value set in this design</source>
        <translation>在此设计中设置的值</translation>
    </message>
    <message>
        <source>assumption set &quot;{slug}&quot; has no {name}</source>
        <translation>假设集“{slug}”没有 {name}</translation>
    </message>
    <message>
        <source>assumption set &quot;{slug}&quot; is not in the catalog and the design gives no {name}</source>
        <translation>假设集“{slug}”不在目录中，且设计未给出 {name}</translation>
    </message>
    <message>
        <source>{what}; numbers that need it leave it out</source>
        <translation>{what}；需要它的数值将不计入</translation>
    </message>
    <message>
        <source>choose another assumption set, or set {name} in this design</source>
        <translation>请选择其他假设集，或在此设计中设置 {name}</translation>
    </message>
    <message>
        <source>{problem}; the value is not used</source>
        <translation>{problem}；该值不被采用</translation>
    </message>
    <message>
        <source>set {name} to a value that can be</source>
        <translation>请为 {name} 设置一个可能的值</translation>
    </message>
    <message>
        <source>injection bounds it until it is computed</source>
        <translation>在计算完成之前由注入带宽限定</translation>
    </message>
    <message>
        <source>sum over all endpoints of the port rates in use</source>
        <translation>所有端点在用端口速率之和</translation>
    </message>
    <message>
        <source>Fabrics joined, planes alone</source>
        <translation>合并的互连网络与单独的平面</translation>
    </message>
    <message>
        <source>All-to-all over {titles}</source>
        <translation>经 {titles} 的全互发</translation>
    </message>
    <message>
        <source>one of {n_alike} like planes</source>
        <translation>{n_alike} 个相同平面之一</translation>
    </message>
    <message>
        <source>plane {plane_ix}</source>
        <translation>平面 {plane_ix}</translation>
    </message>
    <message>
        <source>All-to-all over {title}, {which} alone</source>
        <translation>仅经 {title} 的{which}全互发</translation>
    </message>
    <message>
        <source>{n_endpoints:,} endpoints: {amount_text}</source>
        <translation>{n_endpoints:,} 个端点：{amount_text}</translation>
    </message>
    <message>
        <source>failures of kind {kind} are not drawn at random; choose rack, node, switch box, switch, accelerator or adapter</source>
        <translation>“{kind}”类失效不随机抽取；请选择机柜、节点、交换机箱、交换机、加速器或网卡（rack、node、switch box、switch、accelerator、adapter）</translation>
    </message>
    <message>
        <source>{first} and {others}</source>
        <translation>{first}与{others}</translation>
    </message>
    <message>
        <source>failures at a time</source>
        <translation>每次失效数</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>the design has {n_there:,} of kind {kind}, fewer than fail</source>
        <translation>该设计有 {n_there:,} 个{kind}，少于失效的数量</translation>
    </message>
    <message>
        <source>{what}: {value:,} is not from {low:,} to {high:,}</source>
        <translation>{what}：{value:,} 不在 {low:,} 到 {high:,} 之间</translation>
    </message>
    <message>
        <source>too few of kind {kind} are left to draw from</source>
        <translation>剩下的{kind}太少，无法抽样</translation>
    </message>
    <message>
        <source>the design has more than {limit:,} parts or links; nothing is computed</source>
        <translation>该设计的部件或链路超过 {limit:,}；不进行计算</translation>
    </message>
    <message>
        <source>reduce the counts along the longest chain of instances</source>
        <translation>请减小最长实例链上的数量</translation>
    </message>
    <message>
        <source>{label} is not a finite number and is left out</source>
        <translation>{label} 不是有限的数，已略去</translation>
    </message>
    <message>
        <source>check the figures that {id} is computed from: {formula}</source>
        <translation>请检查计算 {id} 所用的数据：{formula}</translation>
    </message>
    <message>
        <source>left for later, the last values shown meanwhile</source>
        <translation>留待稍后，期间显示上次的数值</translation>
    </message>
    <message>
        <source>the fabric has too little symmetry under this traffic to evaluate</source>
        <translation>在此流量下该互连网络的对称性太少，无法计算</translation>
    </message>
    <message>
        <source>no endpoint of the fabric has such traffic</source>
        <translation>该互连网络没有端点有此流量</translation>
    </message>
    <message>
        <source>a permutation over the longest paths</source>
        <translation>沿最长路径的置换流量</translation>
    </message>
    <message>
        <source>all-to-all inside groups of {size:,} in index order, across dimensions</source>
        <translation>按索引顺序每组 {size:,} 个、跨维度的组内全互发</translation>
    </message>
    <message>
        <source>the permutation over the longest paths, averaged over the symmetries</source>
        <translation>沿最长路径的置换流量，对各对称取平均</translation>
    </message>
    <message>
        <source>no endpoint reaches another</source>
        <translation>没有端点能到达其他端点</translation>
    </message>
    <message>
        <source>The clipboard has {n_bytes:,} bytes, more than the {most:,} that can be pasted; save the design and insert it from its file</source>
        <translation>剪贴板有 {n_bytes:,} 字节，超过可粘贴的 {most:,}；请保存设计并从其文件插入</translation>
    </message>
    <message>
        <source>The clipboard was written by another version of the program; copy it again</source>
        <translation>剪贴板内容由本程序的其他版本写入；请重新复制</translation>
    </message>
    <message>
        <source>The clipboard is damaged at {place}; copy it again</source>
        <translation>剪贴板在 {place} 处损坏；请重新复制</translation>
    </message>
    <message>
        <source>The clipboard has nothing of a design; copy racks, nodes or parts, or lines with a part and a count</source>
        <translation>剪贴板中没有设计内容；请复制机柜、节点或部件，或含部件和数量的行</translation>
    </message>
    <message>
        <source>No fabric has a bisection to show.</source>
        <translation>没有可显示对分的互连网络。</translation>
    </message>
    <message>
        <source>on both sides</source>
        <translation>两侧皆有</translation>
    </message>
    <message>
        <source>┆ cut</source>
        <translation>┆ 割</translation>
    </message>
    <message>
        <source>{fabric}, wiring assumed</source>
        <translation>{fabric}，连线为假设</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加层</translation>
    </message>
    <message>
        <source>Overlay shown</source>
        <translation>显示的叠加层</translation>
    </message>
    <message>
        <source>Data to show over the drawing</source>
        <translation>在图形上显示的数据</translation>
    </message>
    <message>
        <source>Fabric of the cut</source>
        <translation>割所属的互连网络</translation>
    </message>
    <message>
        <source>Fabric whose bisection cut is shown</source>
        <translation>显示其对分割的互连网络</translation>
    </message>
    <message>
        <source>Numbers of the overlay</source>
        <translation>叠加层的数值</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Connected: {text}</source>
        <translation>已连接：{text}</translation>
    </message>
    <message>
        <source>no fitting port for &quot;{port}&quot; there</source>
        <translation>那里没有适合“{port}”的端口</translation>
    </message>
    <message>
        <source>{text}: drop on the other end</source>
        <translation>{text}：请放到另一端</translation>
    </message>
    <message>
        <source>{text} in {fabric} ({pattern}), {free:,} {port} ports stay free</source>
        <translation>{fabric} 中 {text}（{pattern}），还有 {free:,} 个 {port} 端口空闲</translation>
    </message>
    <message>
        <source>P: pattern {number} of {n_patterns}; down, up: level {level}; O: {copies}</source>
        <translation>P：第 {number} 种方式，共 {n_patterns} 种；上下键：层级 {level}；O：{copies}</translation>
    </message>
    <message>
        <source>all copies</source>
        <translation>所有副本</translation>
    </message>
    <message>
        <source>only these copies</source>
        <translation>仅这些副本</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>{verb} {what} by {distance}; Alt: no snap, Esc: cancel</source>
        <translation>{verb} {what}，距离 {distance}；Alt：不吸附，Esc：取消</translation>
    </message>
    <message>
        <source>into {title}</source>
        <translation>放入 {title}</translation>
    </message>
    <message>
        <source>Release to put {what} into {title}; Alt: beside it, Esc: cancel</source>
        <translation>松开即将{what}放入 {title}；Alt：放在旁边，Esc：取消</translation>
    </message>
    <message>
        <source>Drop to add {text}</source>
        <translation>放下以添加 {text}</translation>
    </message>
    <message>
        <source> to {title}</source>
        <translation>到 {title}</translation>
    </message>
    <message>
        <source> at U{at_u}</source>
        <translation>，位于 U{at_u}</translation>
    </message>
    <message>
        <source>{name} to {title}</source>
        <translation>{name} 到 {title}</translation>
    </message>
    <message>
        <source>Move in rack</source>
        <translation>在机柜内移动</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Select the two things that are to be linked</source>
        <translation>请选择要连接的两个对象</translation>
    </message>
    <message>
        <source>Panels in this place</source>
        <translation>此处的面板</translation>
    </message>
    <message>
        <source>Links by Pattern</source>
        <translation>按方式连接</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Only the selected copies</source>
        <translation>仅所选副本</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>连接方式</translation>
    </message>
    <message>
        <source>Pair by pair</source>
        <translation>逐对</translation>
    </message>
    <message>
        <source>Pairs of copies</source>
        <translation>副本对</translation>
    </message>
    <message>
        <source>0 4
0-7 8-15
16-23 4 x2</source>
        <translation>0 4
0-7 8-15
16-23 4 x2</translation>
    </message>
    <message>
        <source>What is linked</source>
        <translation>连接的对象</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>{links} in {fabric}, {n_pairs:,} pairs of {path_a} and {path_b}</source>
        <translation>{fabric} 中 {links}，{path_a} 与 {path_b} 的 {n_pairs:,} 对</translation>
    </message>
    <message>
        <source>{pattern}: {links}, {port_a} to {port_b}, {fabric}</source>
        <translation>{pattern}：{links}，{port_a} 到 {port_b}，{fabric}</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Vector drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>已取消导出</translation>
    </message>
    <message>
        <source>An export is under way; wait for it or cancel it first</source>
        <translation>正在导出；请等待或先取消</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Exported {what} to {folder}</source>
        <translation>已将 {what} 导出到 {folder}</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>导出失败</translation>
    </message>
    <message>
        <source>Painting {format}</source>
        <translation>正在绘制 {format}</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>Exporting {format}: {n_rows:,} cables</source>
        <translation>正在导出 {format}：{n_rows:,} 根线缆</translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation>正在生成报告</translation>
    </message>
    <message>
        <source>Fix a finding</source>
        <translation>修复检查结果</translation>
    </message>
    <message>
        <source>Fixes</source>
        <translation>修复方案</translation>
    </message>
    <message>
        <source>Findings that go and come</source>
        <translation>消失与出现的检查结果</translation>
    </message>
    <message>
        <source>Make this change</source>
        <translation>执行此更改</translation>
    </message>
    <message>
        <source>One undo step takes it back</source>
        <translation>一步撤销即可还原</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不作更改</translation>
    </message>
    <message>
        <source>Some numbers are still being computed.</source>
        <translation>部分数值仍在计算中。</translation>
    </message>
    <message>
        <source>The finding goes away, and nothing worse comes.</source>
        <translation>该检查结果消失，且不会出现更严重的。</translation>
    </message>
    <message>
        <source>The finding goes away, but others come.</source>
        <translation>该检查结果消失，但会出现其他的。</translation>
    </message>
    <message>
        <source>The finding stays, with other numbers.</source>
        <translation>该检查结果仍在，但数值不同。</translation>
    </message>
    <message>
        <source>Goes: {message}</source>
        <translation>消失：{message}</translation>
    </message>
    <message>
        <source>Comes: {message}</source>
        <translation>出现：{message}</translation>
    </message>
    <message>
        <source>No other finding goes or comes.</source>
        <translation>没有其他检查结果消失或出现。</translation>
    </message>
    <message>
        <source>and {n_more:,} more</source>
        <translation>另有 {n_more:,} 项</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>可行的处理</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化内容</translation>
    </message>
    <message>
        <source>Fixes and changes</source>
        <translation>修复方案与变化</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>新建(&amp;N)…</translation>
    </message>
    <message>
        <source>Start from nothing, a recent file, a system or a fabric family</source>
        <translation>从空白、最近的文件、系统或互连网络类型开始</translation>
    </message>
    <message>
        <source>New &amp;Empty Design</source>
        <translation>新建空设计(&amp;E)</translation>
    </message>
    <message>
        <source>Start an empty design</source>
        <translation>新建一个空设计</translation>
    </message>
    <message>
        <source>&amp;Recover Unsaved Work…</source>
        <translation>恢复未保存的工作(&amp;R)…</translation>
    </message>
    <message>
        <source>Show work that was not saved before a crash</source>
        <translation>显示崩溃前未保存的工作</translation>
    </message>
    <message>
        <source>Ne&amp;xt Finding</source>
        <translation>下一条检查结果(&amp;X)</translation>
    </message>
    <message>
        <source>Select the next finding and show where it is</source>
        <translation>选择下一条检查结果并显示其位置</translation>
    </message>
    <message>
        <source>Pre&amp;vious Finding</source>
        <translation>上一条检查结果(&amp;V)</translation>
    </message>
    <message>
        <source>Select the finding before and show where it is</source>
        <translation>选择上一条检查结果并显示其位置</translation>
    </message>
    <message>
        <source>&amp;Fix Finding…</source>
        <translation>修复检查结果(&amp;F)…</translation>
    </message>
    <message>
        <source>Show what can be done about the selected finding</source>
        <translation>显示对所选检查结果可做的处理</translation>
    </message>
    <message>
        <source>Appro&amp;ve Finding…</source>
        <translation>认可检查结果(&amp;V)…</translation>
    </message>
    <message>
        <source>Accept the selected finding with a reason, or take that back</source>
        <translation>附理由接受所选检查结果，或撤回认可</translation>
    </message>
    <message>
        <source>Ne&amp;xt Panel</source>
        <translation>下一个面板(&amp;X)</translation>
    </message>
    <message>
        <source>Go to the next panel with the keyboard</source>
        <translation>用键盘前往下一个面板</translation>
    </message>
    <message>
        <source>Pre&amp;vious Panel</source>
        <translation>上一个面板(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the panel before with the keyboard</source>
        <translation>用键盘前往上一个面板</translation>
    </message>
    <message>
        <source>60-Second &amp;Tour</source>
        <translation>60 秒导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Verify…</source>
        <translation>验证(&amp;V)…</translation>
    </message>
    <message>
        <source>Compute published numbers again and compare them</source>
        <translation>重新计算已发表的数值并比较</translation>
    </message>
    <message>
        <source>The favourites cannot be remembered: {reason}</source>
        <translation>无法记住收藏：{reason}</translation>
    </message>
    <message>
        <source>, favourite</source>
        <translation>，已收藏</translation>
    </message>
    <message>
        <source>
Chosen on links, not placed.</source>
        <translation>
在链路上选用，不单独放置。</translation>
    </message>
    <message>
        <source>Inspector panel</source>
        <translation>检查器面板</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>无法执行</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept: {reason}</source>
        <translation>无法保留未保存的工作：{reason}</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>未保存的工作</translation>
    </message>
    <message>
        <source>Designs that were not saved</source>
        <translation>未保存的设计</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Open the copy; save it to keep it</source>
        <translation>打开该副本；保存以保留</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>留待以后</translation>
    </message>
    <message>
        <source>Leave everything as it is; File &gt; Recover shows it again</source>
        <translation>保持不变；“文件 &gt; 恢复”可再次显示</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Put the copy away; it is deleted after thirty days</source>
        <translation>移走该副本；三十天后删除</translation>
    </message>
    <message>
        <source>This work was not saved before the program ended</source>
        <translation>程序结束前此工作未保存</translation>
    </message>
    <message>
        <source>The copies were kept apart from your files, which are as you last saved them.</source>
        <translation>副本与您的文件分开保存；您的文件仍为上次保存的状态。</translation>
    </message>
    <message>
        <source>never saved</source>
        <translation>从未保存</translation>
    </message>
    <message>
        <source>{name}, kept {when}, {origin}; the program ended when this was recovered before</source>
        <translation>{name}，保存于 {when}，{origin}；上次恢复它时程序已结束</translation>
    </message>
    <message>
        <source>{name}, kept {when}, {origin}</source>
        <translation>{name}，保存于 {when}，{origin}</translation>
    </message>
    <message>
        <source>name a circuit switch of the design that has two ports for each link, or leave it out</source>
        <translation>请指定设计中每条链路有两个端口的光路交换机，或不指定</translation>
    </message>
    <message>
        <source>link bundle {bundle}: &quot;{path}&quot; leads to no optical circuit switch</source>
        <translation>链路束 {bundle}：“{path}”不是光路交换机</translation>
    </message>
    <message>
        <source>link bundle {bundle}: links take {n_used:,} ports of {path}, which has {n_there:,}</source>
        <translation>链路束 {bundle}：链路使用 {path} 的 {n_used:,} 个端口，而它有 {n_there:,} 个</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; has no block &quot;{block_id}&quot;</source>
        <translation>“{name}”没有块“{block_id}”</translation>
    </message>
    <message>
        <source>Nodes and trays</source>
        <translation>节点和托盘</translation>
    </message>
    <message>
        <source>Sum over all parts inside, enclosures included; cables, modules, conversion losses and exceptions of blocks around it are not in it</source>
        <translation>内部所有部件之和，含机箱；不含线缆、模块、转换损耗以及外层块的例外</translation>
    </message>
    <message>
        <source>Sum over all parts, enclosures included; cables, modules and conversion losses are not in it</source>
        <translation>所有部件之和，含机箱；不含线缆、模块和转换损耗</translation>
    </message>
    <message>
        <source>Totals of one copy</source>
        <translation>单个副本的总计</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Network adapters</source>
        <translation>网络适配器</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Peak power of the parts</source>
        <translation>部件峰值功率</translation>
    </message>
    <message>
        <source>Price of the parts</source>
        <translation>部件价格</translation>
    </message>
    <message>
        <source>Peak {upper}</source>
        <translation>峰值 {upper}</translation>
    </message>
    <message>
        <source>Totals of the design</source>
        <translation>设计总计</translation>
    </message>
    <message>
        <source>Cooling and power</source>
        <translation>散热与供电</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Used in this design</source>
        <translation>此设计中使用的</translation>
    </message>
    <message>
        <source>Blocks of shipped systems</source>
        <translation>随附系统的块</translation>
    </message>
    <message>
        <source>Port {name}, {count:,} ×</source>
        <translation>端口 {name}，{count:,} ×</translation>
    </message>
    <message>
        <source>Peak power</source>
        <translation>峰值功率</translation>
    </message>
    <message>
        <source>Typical power</source>
        <translation>典型功率</translation>
    </message>
    <message>
        <source>Mass</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Peak {number_format}, dense</source>
        <translation>峰值 {number_format}，稠密</translation>
    </message>
    <message>
        <source>Memory bandwidth</source>
        <translation>内存带宽</translation>
    </message>
    <message>
        <source>Compute dies, area</source>
        <translation>计算裸片面积</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>核心数</translation>
    </message>
    <message>
        <source>Usable height</source>
        <translation>可用高度</translation>
    </message>
    <message>
        <source>Power limit</source>
        <translation>功率上限</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Line rate</source>
        <translation>线路速率</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>传输距离</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>时延</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>up to {reach}</source>
        <translation>最长 {reach}</translation>
    </message>
    <message>
        <source>{n} cores</source>
        <translation>{n} 核</translation>
    </message>
    <message>
        <source> [estimate]</source>
        <translation> [估计]</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>{name}, from {system}
Contains {contents}</source>
        <translation>{name}，来自 {system}
包含 {contents}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The table has more than {most:,} lines; paste fewer at once</source>
        <translation>该表超过 {most:,} 行；请分批粘贴</translation>
    </message>
    <message>
        <source>The catalog has no part for the line &quot;{line}&quot;</source>
        <translation>目录中没有与行“{line}”对应的部件</translation>
    </message>
    <message>
        <source>Paste {n_found:,} parts</source>
        <translation>粘贴 {n_found:,} 个部件</translation>
    </message>
    <message>
        <source>this cut proves the upper end</source>
        <translation>此割证明上限</translation>
    </message>
    <message>
        <source>upper bound</source>
        <translation>上界</translation>
    </message>
    <message>
        <source>estimate, on assumed wiring</source>
        <translation>基于假设连线的估计</translation>
    </message>
    <message>
        <source>lower bound</source>
        <translation>下界</translation>
    </message>
    <message>
        <source>This fabric has no bisection to show.</source>
        <translation>该互连网络没有可显示的对分。</translation>
    </message>
    <message>
        <source>┆ {n_cut:,} of {totals:,} links</source>
        <translation>┆ {totals:,} 条链路中的 {n_cut:,} 条</translation>
    </message>
    <message>
        <source>A: {n_first:,} endpoints   B: {n_second:,} endpoints</source>
        <translation>A：{n_first:,} 个端点   B：{n_second:,} 个端点</translation>
    </message>
    <message>
        <source>┆ {n:,} more bundles</source>
        <translation>┆ 另有 {n:,} 个链路束</translation>
    </message>
    <message>
        <source>Bisection: not known</source>
        <translation>对分带宽：未知</translation>
    </message>
    <message>
        <source>Bisection {high}, {certainty}</source>
        <translation>对分带宽 {high}，{certainty}</translation>
    </message>
    <message>
        <source>No overlay</source>
        <translation>无叠加层</translation>
    </message>
    <message>
        <source>Link load, ideal routing</source>
        <translation>链路负载，理想路由</translation>
    </message>
    <message>
        <source>Link load, equal split</source>
        <translation>链路负载，等价均分</translation>
    </message>
    <message>
        <source>Bisection cut</source>
        <translation>对分割</translation>
    </message>
    <message>
        <source>Port use</source>
        <translation>端口使用</translation>
    </message>
    <message>
        <source>Rack power</source>
        <translation>机柜功率</translation>
    </message>
    <message>
        <source>Oversubscription</source>
        <translation>收敛比</translation>
    </message>
    <message>
        <source>Age of the figures</source>
        <translation>数据时间</translation>
    </message>
    <message>
        <source>between certified bounds</source>
        <translation>在已证明的界限之间</translation>
    </message>
    <message>
        <source>certified lower bound</source>
        <translation>已证明的下界</translation>
    </message>
    <message>
        <source>certified upper bound</source>
        <translation>已证明的上界</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>{id}, revision {revision}</source>
        <translation>{id}，修订 {revision}</translation>
    </message>
    <message>
        <source>Formula: {formula}</source>
        <translation>公式：{formula}</translation>
    </message>
    <message>
        <source>Method: {method}</source>
        <translation>方法：{method}</translation>
    </message>
    <message>
        <source>Sources: </source>
        <translation>来源：</translation>
    </message>
    <message>
        <source>and {n} more, see the explanation below</source>
        <translation>另有 {n} 项，见下方说明</translation>
    </message>
    <message>
        <source>Range: {band}</source>
        <translation>范围：{band}</translation>
    </message>
    <message>
        <source>Printed as: {printed}</source>
        <translation>原文：{printed}</translation>
    </message>
    <message>
        <source>Kind: {kind}</source>
        <translation>类别：{kind}</translation>
    </message>
    <message>
        <source>Source: {title}{place} (as of {as_of})</source>
        <translation>来源：{title}{place}（截至 {as_of}）</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>备注：{note}</translation>
    </message>
    <message>
        <source>Also published: {value}, {kind}, {title}</source>
        <translation>另有发表值：{value}，{kind}，{title}</translation>
    </message>
    <message>
        <source>read {accessed}</source>
        <translation>查阅于 {accessed}</translation>
    </message>
    <message>
        <source>&quot;{key}&quot; cannot be edited here</source>
        <translation>“{key}”不能在此编辑</translation>
    </message>
    <message>
        <source>give {n_dims} numbers, as {wanted}</source>
        <translation>请给出 {n_dims} 个数字，如 {wanted}</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; leads to no optical circuit switch; there are: {paths}</source>
        <translation>“{path}”不通向光路交换机；现有：{paths}</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a count; give a whole number from 1</source>
        <translation>“{text}”不是数量；请给出不小于 1 的整数</translation>
    </message>
    <message>
        <source>{label} and more</source>
        <translation>{label} 等</translation>
    </message>
    <message>
        <source>All-to-all traffic: load over capacity</source>
        <translation>全互发流量：负载与容量之比</translation>
    </message>
    <message>
        <source>No fabric has link loads yet.</source>
        <translation>还没有互连网络有链路负载。</translation>
    </message>
    <message>
        <source> and {n:,} more</source>
        <translation> 及另外 {n:,} 项</translation>
    </message>
    <message>
        <source>▲ {fabric}: full from {names}{more}</source>
        <translation>▲ {fabric}：满载于 {names}{more}</translation>
    </message>
    <message>
        <source>{text}, busiest {percent}</source>
        <translation>{text}，最忙 {percent}</translation>
    </message>
    <message>
        <source>Links over ports, most used port group of each part</source>
        <translation>链路数与端口数之比，取各部件使用最多的端口组</translation>
    </message>
    <message>
        <source>▲ {name}: more links than ports</source>
        <translation>▲ {name}：链路多于端口</translation>
    </message>
    <message>
        <source>Line {number}: &quot;{line}&quot; is not a pair such as 0 4 or 0-7 8-15</source>
        <translation>第 {number} 行：“{line}”不是如 0 4 或 0-7 8-15 的对</translation>
    </message>
    <message>
        <source>Line {number}: the pair of {a} and {b} is there twice</source>
        <translation>第 {number} 行：{a} 与 {b} 这一对出现两次</translation>
    </message>
    <message>
        <source>Type pairs of copies, one pair to a line, such as 0 4</source>
        <translation>请输入副本对，每行一对，例如 0 4</translation>
    </message>
    <message>
        <source>Line {number}: more than {most:,} pairs</source>
        <translation>第 {number} 行：超过 {most:,} 对</translation>
    </message>
    <message>
        <source>Line {number}: {n_a:,} and {n_b:,} copies do not pair up; give as many of both, or one</source>
        <translation>第 {number} 行：{n_a:,} 与 {n_b:,} 个副本无法配对；请使两者数量相同，或其一为一个</translation>
    </message>
    <message>
        <source>Peak draw of a rack, over what it supplies</source>
        <translation>机柜峰值功耗与可供功率之比</translation>
    </message>
    <message>
        <source>Racks are outside this block.</source>
        <translation>机柜在此块之外。</translation>
    </message>
    <message>
        <source>The design has no racks.</source>
        <translation>该设计没有机柜。</translation>
    </message>
    <message>
        <source>{n_racks:,} × {path}: {load}</source>
        <translation>{n_racks:,} × {path}：{load}</translation>
    </message>
    <message>
        <source>this rack</source>
        <translation>此机柜</translation>
    </message>
    <message>
        <source>{n:,} more kinds of rack</source>
        <translation>另有 {n:,} 种机柜</translation>
    </message>
    <message>
        <source>{draw}, no limit known</source>
        <translation>{draw}，上限未知</translation>
    </message>
    <message>
        <source>{draw} of {limit}, {percent}</source>
        <translation>{draw} / {limit}，{percent}</translation>
    </message>
    <message>
        <source>Value of revision {revision:,}; revision {newer:,} is being computed</source>
        <translation>修订 {revision:,} 的数值；正在计算修订 {newer:,}</translation>
    </message>
    <message>
        <source>not there before</source>
        <translation>之前不存在</translation>
    </message>
    <message>
        <source>was {value}, {mark}{change}</source>
        <translation>原为 {value}，{mark}{change}</translation>
    </message>
    <message>
        <source>Ungroup {n_steps:,} groups</source>
        <translation>取消组合 {n_steps:,} 个组</translation>
    </message>
    <message>
        <source>the selected copies do not follow each other; select copies that are counted one after another</source>
        <translation>所选副本不连续；请选择编号相连的副本</translation>
    </message>
    <message>
        <source>Make {n:,} of {id} unique</source>
        <translation>使 {id} 的 {n:,} 个副本独立</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a count such as 12 or a sum such as 12 + 4</source>
        <translation>“{text}”不是如 12 的数量，也不是如 12 + 4 的和</translation>
    </message>
    <message>
        <source>{first:,} + {second:,} is {total:,}, not the {n_copies:,} copies that there are</source>
        <translation>{first:,} + {second:,} 等于 {total:,}，而不是现有的 {n_copies:,} 个副本</translation>
    </message>
    <message>
        <source>Delete selection</source>
        <translation>删除所选内容</translation>
    </message>
    <message>
        <source>{n_links:,} links, {n_cables:,} cables</source>
        <translation>{n_links:,} 条链路，{n_cables:,} 根线缆</translation>
    </message>
    <message>
        <source>{n_accelerators:,} accelerators, {n_switches:,} switches, parts of {power} and {cost}</source>
        <translation>{n_accelerators:,} 个加速器，{n_switches:,} 个交换机，部件功率 {power}、成本 {cost}</translation>
    </message>
    <message>
        <source>Tidy {name}</source>
        <translation>整理 {name}</translation>
    </message>
    <message>
        <source>Use no cable for {bundle}: it runs inside the box</source>
        <translation>{bundle} 不使用线缆：它在箱内</translation>
    </message>
    <message>
        <source>Use {cable} for {bundle}</source>
        <translation>{bundle} 使用 {cable}</translation>
    </message>
    <message>
        <source>Use {cable} with {optic} for {bundle}</source>
        <translation>{bundle} 使用 {cable} 和 {optic}</translation>
    </message>
    <message>
        <source>Lay the missing links of {n_pairs:,} pairs again</source>
        <translation>重新铺设 {n_pairs:,} 对缺失的链路</translation>
    </message>
    <message>
        <source>Bring {n_copies:,} removed copies back</source>
        <translation>恢复 {n_copies:,} 个已移除的副本</translation>
    </message>
    <message>
        <source>Remove {instance}</source>
        <translation>移除 {instance}</translation>
    </message>
    <message>
        <source>Replace {part} by {other}</source>
        <translation>将 {part} 替换为 {other}</translation>
    </message>
    <message>
        <source>Replace by {part}, which has {n_ports:,} {port} ports</source>
        <translation>替换为有 {n_ports:,} 个 {port} 端口的 {part}</translation>
    </message>
    <message>
        <source>Use port &quot;{port}&quot; of {part}</source>
        <translation>使用 {part} 的端口“{port}”</translation>
    </message>
    <message>
        <source>Remove the links {bundle}</source>
        <translation>移除链路 {bundle}</translation>
    </message>
    <message>
        <source>Use {n_links:,} links per pair instead of {n_before:,} in {bundle}</source>
        <translation>{bundle} 每对使用 {n_links:,} 条链路，而不是 {n_before:,} 条</translation>
    </message>
    <message>
        <source>Have {n_copies:,} × {instance} instead of {n_before:,}</source>
        <translation>{instance} 取 {n_copies:,} 个，而不是 {n_before:,} 个</translation>
    </message>
    <message>
        <source>Spread the copies of {instance}</source>
        <translation>分散 {instance} 的副本</translation>
    </message>
    <message>
        <source>Move {instance} to free floor</source>
        <translation>将 {instance} 移到空闲地面</translation>
    </message>
    <message>
        <source>Use the rack {rack}, with {n_units:.0f} U and {power}</source>
        <translation>使用机柜 {rack}，有 {n_units:.0f} U 和 {power}</translation>
    </message>
    <message>
        <source>Stack the contents of {block} from the bottom</source>
        <translation>将 {block} 的内容从底部起堆放</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source>Stop recording and save the script</source>
        <translation>停止录制并保存脚本</translation>
    </message>
    <message>
        <source>Recording, 1 step</source>
        <translation>正在录制，1 步</translation>
    </message>
    <message>
        <source>Recording, {n:,} steps</source>
        <translation>正在录制，{n:,} 步</translation>
    </message>
    <message>
        <source>The recording is discarded</source>
        <translation>录制内容已丢弃</translation>
    </message>
    <message>
        <source>Recording: what you do from now on becomes a script; stop it to save</source>
        <translation>正在录制：此后的操作会成为脚本；停止录制即可保存</translation>
    </message>
    <message>
        <source>Nothing was recorded</source>
        <translation>没有录制任何内容</translation>
    </message>
    <message>
        <source>{n_more} more</source>
        <translation>另有 {n_more} 个</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>图</translation>
    </message>
    <message>
        <source>the version of the catalog is missing</source>
        <translation>缺少目录的版本</translation>
    </message>
    <message>
        <source>add version = &quot;2026.11&quot;</source>
        <translation>请添加 version = &quot;2026.11&quot;</translation>
    </message>
    <message>
        <source>&quot;{slug}&quot; is not a table</source>
        <translation>“{slug}”不是表</translation>
    </message>
    <message>
        <source>write it under [{slug}]</source>
        <translation>请写在 [{slug}] 之下</translation>
    </message>
    <message>
        <source>folder &quot;{top}&quot; is not one of {known}</source>
        <translation>文件夹“{top}”不是以下之一：{known}</translation>
    </message>
    <message>
        <source>move the file to the folder of its family</source>
        <translation>请将文件移到其类别的文件夹</translation>
    </message>
    <message>
        <source>the family is missing</source>
        <translation>缺少类别</translation>
    </message>
    <message>
        <source>{family!r} does not belong</source>
        <translation>{family!r} 不属于此处</translation>
    </message>
    <message>
        <source>write {named}</source>
        <translation>请写 {named}</translation>
    </message>
    <message>
        <source>the name {name!r} does not end in a unit suffix</source>
        <translation>名称 {name!r} 没有以单位后缀结尾</translation>
    </message>
    <message>
        <source>end the name in _w, _m, _usd, _s, _ratio, _fraction or the like</source>
        <translation>请使名称以 _w、_m、_usd、_s、_ratio、_fraction 等结尾</translation>
    </message>
    <message>
        <source>there is no part &quot;{slug}&quot;</source>
        <translation>没有部件“{slug}”</translation>
    </message>
    <message>
        <source>add the part, or correct the slug</source>
        <translation>请添加该部件，或更正其标识</translation>
    </message>
    <message>
        <source>source &quot;{slug}&quot; is not in {name}</source>
        <translation>来源“{slug}”不在 {name} 中</translation>
    </message>
    <message>
        <source>add it there, or correct the slug</source>
        <translation>请在其中添加，或更正其标识</translation>
    </message>
    <message>
        <source>nothing cites source &quot;{slug}&quot;</source>
        <translation>没有任何内容引用来源“{slug}”</translation>
    </message>
    <message>
        <source>cite it, or remove it</source>
        <translation>请引用它，或将其移除</translation>
    </message>
    <message>
        <source>slug &quot;{slug}&quot; is not the file name &quot;{stem}&quot;</source>
        <translation>标识“{slug}”与文件名“{stem}”不一致</translation>
    </message>
    <message>
        <source>rename the file, or correct the slug</source>
        <translation>请重命名文件，或更正标识</translation>
    </message>
    <message>
        <source>slug &quot;{slug}&quot; is already used in {owner_by_slug}</source>
        <translation>标识“{slug}”已在 {owner_by_slug} 中使用</translation>
    </message>
    <message>
        <source>give one of the two another slug</source>
        <translation>请为二者之一换用其他标识</translation>
    </message>
    <message>
        <source>there are two port groups &quot;{name}&quot;</source>
        <translation>有两个端口组“{name}”</translation>
    </message>
    <message>
        <source>give each port group of a part its own name</source>
        <translation>请为部件的每个端口组取不同的名称</translation>
    </message>
    <message>
        <source>there is no catalog folder here</source>
        <translation>此处没有目录文件夹</translation>
    </message>
    <message>
        <source>reinstall the program, or name another folder</source>
        <translation>请重新安装程序，或指定其他文件夹</translation>
    </message>
    <message>
        <source> (and {n_more} more)</source>
        <translation>（另有 {n_more} 条）</translation>
    </message>
    <message>
        <source>&quot;{unit}&quot; is not an SI unit of this program</source>
        <translation>“{unit}”不是本程序使用的 SI 单位</translation>
    </message>
    <message>
        <source>low and high are given together or not at all</source>
        <translation>low 与 high 须同时给出或都不给出</translation>
    </message>
    <message>
        <source>low {low} &lt;= value {value} &lt;= high {high} fails</source>
        <translation>low {low} &lt;= value {value} &lt;= high {high} 不成立</translation>
    </message>
    <message>
        <source>{end:g} is not from 0 to {limit:g}</source>
        <translation>{end:g} 不在 0 到 {limit:g} 之间</translation>
    </message>
    <message>
        <source>there is no claim &quot;{claim}&quot;</source>
        <translation>没有论断“{claim}”</translation>
    </message>
    <message>
        <source>add the claim, or correct the slug</source>
        <translation>请添加该论断，或更正其标识</translation>
    </message>
    <message>
        <source>{name!r} is not the id of a readout</source>
        <translation>{name!r} 不是读数的标识</translation>
    </message>
    <message>
        <source>use an id of docs/readouts.md, such as power_it_w</source>
        <translation>请使用 docs/readouts.md 中的标识，例如 power_it_w</translation>
    </message>
    <message>
        <source>write it in {symbol} or a multiple of it</source>
        <translation>请以 {symbol} 或其倍数书写</translation>
    </message>
    <message>
        <source>the unit is missing</source>
        <translation>缺少单位</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; measures {measured}, but the field is {quantity}</source>
        <translation>“{text}”度量的是{measured}，而该字段是{quantity}</translation>
    </message>
    <message>
        <source>{value!r} is not a number</source>
        <translation>{value!r} 不是数</translation>
    </message>
    <message>
        <source>write a plain number</source>
        <translation>请写普通的数</translation>
    </message>
    <message>
        <source>{value!s:.40} is not a finite number</source>
        <translation>{value!s:.40} 不是有限的数</translation>
    </message>
    <message>
        <source>write it as published</source>
        <translation>请按发表的原样书写</translation>
    </message>
    <message>
        <source>{value} is negative</source>
        <translation>{value} 为负数</translation>
    </message>
    <message>
        <source>write the size of the quantity</source>
        <translation>请写该量的大小</translation>
    </message>
    <message>
        <source>a price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>a figure of kind {kind}</source>
        <translation>类别为 {kind} 的数据</translation>
    </message>
    <message>
        <source>{what} needs both low and high</source>
        <translation>{what}需要同时给出 low 和 high</translation>
    </message>
    <message>
        <source>give {key}, the lowest or highest plausible value</source>
        <translation>请给出 {key}，即最低或最高的合理值</translation>
    </message>
    <message>
        <source>the name {name} ends in no unit suffix</source>
        <translation>名称 {name} 没有以单位后缀结尾</translation>
    </message>
    <message>
        <source>did you mean &quot;{near}&quot;?</source>
        <translation>您是指“{near}”吗？</translation>
    </message>
    <message>
        <source>remove it, or correct its name</source>
        <translation>请将其移除，或更正其名称</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not a field</source>
        <translation>“{name}”不是字段</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is missing</source>
        <translation>缺少“{name}”</translation>
    </message>
    <message>
        <source>add {name}</source>
        <translation>请添加 {name}</translation>
    </message>
    <message>
        <source>see the field tables in catalogs/README.md</source>
        <translation>请参阅 catalogs/README.md 中的字段表</translation>
    </message>
    <message>
        <source>a rule needs at least one limit</source>
        <translation>规则至少需要一个限值</translation>
    </message>
    <message>
        <source>line {current_line} is not TOML</source>
        <translation>第 {current_line} 行不是 TOML</translation>
    </message>
    <message>
        <source>Reset {part} to the catalog</source>
        <translation>将 {part} 重置为目录中的值</translation>
    </message>
    <message>
        <source>the design has no part &quot;{part}&quot;</source>
        <translation>设计中没有部件“{part}”</translation>
    </message>
    <message>
        <source>the catalog has no part &quot;{part}&quot;</source>
        <translation>目录中没有部件“{part}”</translation>
    </message>
    <message>
        <source>command: {error}</source>
        <translation>命令：{error}</translation>
    </message>
    <message>
        <source>{first} cannot reach {second}</source>
        <translation>{first} 无法到达 {second}</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a path: {error}</source>
        <translation>“{text}”不是路径：{error}</translation>
    </message>
    <message>
        <source>{bundle}: {a_path} to {b_path}</source>
        <translation>{bundle}：{a_path} 到 {b_path}</translation>
    </message>
    <message>
        <source>{fabric_id}, plane {plane}</source>
        <translation>{fabric_id}，平面 {plane}</translation>
    </message>
    <message>
        <source>also {others}</source>
        <translation>另有 {others}</translation>
    </message>
    <message>
        <source>the {fabric_id} fabric cannot be computed: {error}</source>
        <translation>无法计算互连网络 {fabric_id}：{error}</translation>
    </message>
    <message>
        <source>{n_vertices:,} copies, {n_links:,} linked pairs, one by one</source>
        <translation>{n_vertices:,} 个副本，{n_links:,} 对相连副本，逐一计算</translation>
    </message>
    <message>
        <source>linear program over all links, HiGHS</source>
        <translation>对所有链路求解线性规划，HiGHS</translation>
    </message>
    <message>
        <source>shares and programs of {n_paths:,} paths, and lengths</source>
        <translation>{n_paths:,} 条路径的份额与线性规划，以及长度</translation>
    </message>
    <message>
        <source>theorem for endpoints that hang on heads, and least structural half split</source>
        <translation>挂接于枢纽的端点的定理，以及结构上最小的对半划分</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无结果</translation>
    </message>
    <message>
        <source>solved</source>
        <translation>已求解</translation>
    </message>
    <message>
        <source>linear program of {n_cost:,} columns, {n_row_lower:,} rows: HiGHS ({solver}) {how} in {duration_ms:.1f} ms</source>
        <translation>{n_cost:,} 列、{n_row_lower:,} 行的线性规划：HiGHS（{solver}）{how}，耗时 {duration_ms:.1f} ms</translation>
    </message>
    <message>
        <source>the wiring rules are too irregular to evaluate</source>
        <translation>连线规则过于不规则，无法计算</translation>
    </message>
    <message>
        <source>two of its copies are linked by more than 9e15 byte/s</source>
        <translation>其中两个副本之间的链路超过 9e15 byte/s</translation>
    </message>
    <message>
        <source>there are too many copies, or too many that differ from each other, to evaluate</source>
        <translation>副本过多，或彼此不同的副本过多，无法计算</translation>
    </message>
    <message>
        <source>Cartesian product of {n_spaces} factors</source>
        <translation>{n_spaces} 个因子的笛卡尔积</translation>
    </message>
    <message>
        <source>{n:,} endpoints, {n_orbits:,} endpoint orbits, {n_cells:,} cells</source>
        <translation>{n:,} 个端点，{n_orbits:,} 个端点等价类，{n_cells:,} 个单元</translation>
    </message>
    <message>
        <source>too many endpoint orbits, or cells around one of them: bounds by injection alone</source>
        <translation>端点等价类或其周围单元过多：仅由注入带宽界定</translation>
    </message>
    <message>
        <source>injection bounds it; the fabric is too irregular to fold</source>
        <translation>由注入带宽界定；该互连网络过于不规则，无法折叠</translation>
    </message>
    <message>
        <source>breadth-first search on the orbit fold</source>
        <translation>在等价类折叠上做广度优先搜索</translation>
    </message>
    <message>
        <source>injection of the weakest endpoint</source>
        <translation>最弱端点的注入带宽</translation>
    </message>
    <message>
        <source>bisection over half the endpoints</source>
        <translation>对分带宽除以端点数的一半</translation>
    </message>
    <message>
        <source>hub bound; at most the {witness}</source>
        <translation>枢纽界；至多为{witness}</translation>
    </message>
    <message>
        <source>hub bound and least structural half split with a minimum cut</source>
        <translation>枢纽界，以及用最小割求得的结构上最小的对半划分</translation>
    </message>
    <message>
        <source>all-to-all: {n_vars:,} flow variables, shortest paths instead of a program</source>
        <translation>全互发：{n_vars:,} 个流变量，以最短路径代替线性规划</translation>
    </message>
    <message>
        <source>product of cliques of equal links (Lindsey)</source>
        <translation>等速链路团的乘积（Lindsey）</translation>
    </message>
    <message>
        <source>all-to-all of the factors, and halves in lexicographic order</source>
        <translation>各因子的全互发，以及按字典序的对半划分</translation>
    </message>
    <message>
        <source>normalised boundary of the product of the factors</source>
        <translation>各因子乘积的归一化边界</translation>
    </message>
    <message>
        <source>sum of the injection of the factors</source>
        <translation>各因子注入带宽之和</translation>
    </message>
    <message>
        <source>product theorem, factors of {names} endpoints</source>
        <translation>乘积定理，因子各有 {names} 个端点</translation>
    </message>
    <message>
        <source>two-phase all-to-all; at most the bisection or the worst case of a factor</source>
        <translation>两阶段全互发；至多为对分带宽或某一因子的最差情形</translation>
    </message>
    <message>
        <source>sum of the distances in the factors</source>
        <translation>各因子中距离之和</translation>
    </message>
    <message>
        <source>intact fabric above, its optimal routing with detours around what is missing below</source>
        <translation>上界取自完好的互连网络，下界取自其最优路由绕行缺失部分</translation>
    </message>
    <message>
        <source>{n_links:,} damaged links and {n_removed:,} removed copies: bounds from the intact fabric and detours</source>
        <translation>{n_links:,} 条受损链路和 {n_removed:,} 个移除的副本：由完好的互连网络与绕行路径界定</translation>
    </message>
    <message>
        <source>too few endpoints are left, or some have lost all links to the others</source>
        <translation>剩余端点太少，或部分端点失去了与其他端点的全部链路</translation>
    </message>
    <message>
        <source>the fabric is not connected</source>
        <translation>该互连网络不连通</translation>
    </message>
    <message>
        <source>orbit fold, shortest paths that fill every link of a cut</source>
        <translation>轨道折叠，最短路径占满某个割的每条链路</translation>
    </message>
    <message>
        <source>orbit fold, HiGHS ({solver})</source>
        <translation>等价类折叠，HiGHS（{solver}）</translation>
    </message>
    <message>
        <source>the certificate of {solver} leaves {gap:.1e} open</source>
        <translation>{solver} 的证明仍留有 {gap:.1e} 的间隙</translation>
    </message>
    <message>
        <source>shortest paths on the fold</source>
        <translation>折叠上的最短路径</translation>
    </message>
    <message>
        <source>the fabric has too little symmetry to be folded</source>
        <translation>该互连网络的对称性太少，无法折叠</translation>
    </message>
    <message>
        <source>there are too many kinds of endpoints to fold around</source>
        <translation>端点种类过多，无法逐一折叠</translation>
    </message>
    <message>
        <source>there are too many cells around one endpoint</source>
        <translation>单个端点周围的单元过多</translation>
    </message>
    <message>
        <source>counted in links</source>
        <translation>以链路数计</translation>
    </message>
    <message>
        <source>in the lengths that prove all-to-all</source>
        <translation>以证明全互发的长度计</translation>
    </message>
    <message>
        <source>counted in links from {name}</source>
        <translation>以来自 {name} 的链路数计</translation>
    </message>
    <message>
        <source>in links over their capacity</source>
        <translation>以链路数除以其容量计</translation>
    </message>
    <message>
        <source>heaviest permutation {name}</source>
        <translation>最重的置换，{name}</translation>
    </message>
    <message>
        <source>rate of a heavy permutation</source>
        <translation>某一重置换的速率</translation>
    </message>
    <message>
        <source>heaviest permutation by the lengths of another</source>
        <translation>按另一置换的长度所得的最重置换</translation>
    </message>
    <message>
        <source>cut around a group over its endpoints</source>
        <translation>围绕一组的割除以其端点数</translation>
    </message>
    <message>
        <source>{n_most} dimensions at most lie outside of racks; there are {left}</source>
        <translation>最多 {n_most} 个维度位于机柜之外；现有 {left} 个</translation>
    </message>
    <message>
        <source>one switch with its accelerators does not fit into a rack</source>
        <translation>一个交换机及其加速器无法放入一个机柜</translation>
    </message>
    <message>
        <source>{numerator} down to {denominator} up needs switches of {step} ports or more; these have {radix}</source>
        <translation>下行 {numerator} 比上行 {denominator} 需要 {step} 个或更多端口的交换机；现有的为 {radix} 个端口</translation>
    </message>
    <message>
        <source>Switch ports</source>
        <translation>交换机端口数</translation>
    </message>
    <message>
        <source>ports of every switch at the link rate</source>
        <translation>每个交换机在链路速率下的端口数</translation>
    </message>
    <message>
        <source>Leaf oversubscription</source>
        <translation>Leaf 收敛比</translation>
    </message>
    <message>
        <source>down over up at a leaf, as 3 or 3:1</source>
        <translation>Leaf 的下行与上行之比，例如 3 或 3:1</translation>
    </message>
    <message>
        <source>Spare nodes</source>
        <translation>备用节点</translation>
    </message>
    <message>
        <source>further nodes, wired alike in groups of their own</source>
        <translation>额外的节点，以同样方式连线，自成一组</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>disjoint copies; every accelerator has a link into each</source>
        <translation>互不相交的副本；每个加速器都有链路进入每个平面</translation>
    </message>
    <message>
        <source>exact number; the last group may be smaller</source>
        <translation>确切数量；最后一组可以较小</translation>
    </message>
    <message>
        <source>ports divide into those up and those down, so that their number must be even</source>
        <translation>端口分为上行和下行，因此端口数必须为偶数</translation>
    </message>
    <message>
        <source>nodes of {size} accelerators hold a multiple of {size}</source>
        <translation>每节点 {size} 个加速器，总数须为 {size} 的倍数</translation>
    </message>
    <message>
        <source>a leaf of {radix} ports has {down} downlinks</source>
        <translation>{radix} 个端口的 Leaf 有 {down} 个下行端口</translation>
    </message>
    <message>
        <source>; or radix {enough}</source>
        <translation>；或使用 {enough} 端口的交换机</translation>
    </message>
    <message>
        <source>switches of {radix} ports carry {most:,} at most{hint}</source>
        <translation>{radix} 端口的交换机最多支持 {most:,} 个{hint}</translation>
    </message>
    <message>
        <source>spare nodes take groups of {per_group} of their own, and {n_left} of {n_most:,} groups are left</source>
        <translation>备用节点自成 {per_group} 个一组，而 {n_most:,} 组中只剩 {n_left} 组</translation>
    </message>
    <message>
        <source>Leaf-spine (2-tier Clos)</source>
        <translation>Leaf-Spine（两层 Clos）</translation>
    </message>
    <message>
        <source>accelerators - leaf - every spine</source>
        <translation>加速器 - Leaf - 每个 Spine</translation>
    </message>
    <message>
        <source>Multi-plane Clos</source>
        <translation>多平面 Clos</translation>
    </message>
    <message>
        <source>accelerators - one leaf of each plane - every spine of that plane</source>
        <translation>加速器 - 每个平面的一个 Leaf - 该平面的每个 Spine</translation>
    </message>
    <message>
        <source>Fat tree (3-tier Clos)</source>
        <translation>胖树（三层 Clos）</translation>
    </message>
    <message>
        <source>accelerators - leaf - spines of the pod - cores</source>
        <translation>加速器 - Leaf - 本 Pod 的 Spine - 核心</translation>
    </message>
    <message>
        <source>exact number; empty for as many as the radix allows</source>
        <translation>确切数量；留空则取端口数所允许的最大值</translation>
    </message>
    <message>
        <source>Core oversubscription</source>
        <translation>核心收敛比</translation>
    </message>
    <message>
        <source>down over up at a spine</source>
        <translation>Spine 的下行与上行之比</translation>
    </message>
    <message>
        <source>a group has {n_ports:,} global ports; {n_most:,} at most</source>
        <translation>一个组有 {n_ports:,} 个全局端口；最多 {n_most:,} 个</translation>
    </message>
    <message>
        <source>{a} routers with {h} global links reach {n_others} other groups at most</source>
        <translation>{a} 个路由器、每个 {h} 条全局链路，最多到达 {n_others} 个其他组</translation>
    </message>
    <message>
        <source>{what} needs {n_ports} ports</source>
        <translation>{what}需要 {n_ports} 个端口</translation>
    </message>
    <message>
        <source>a router</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>a leaf or spine</source>
        <translation>Leaf 或 Spine</translation>
    </message>
    <message>
        <source>Accelerators per router</source>
        <translation>每路由器加速器数</translation>
    </message>
    <message>
        <source>accelerators at each</source>
        <translation>每个所接的加速器数</translation>
    </message>
    <message>
        <source>Global links per router</source>
        <translation>每路由器全局链路数</translation>
    </message>
    <message>
        <source>links to other groups; empty for as many as accelerators</source>
        <translation>到其他组的链路数；留空则与加速器数相同</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组数</translation>
    </message>
    <message>
        <source>empty for as many as the global links reach</source>
        <translation>留空则取全局链路所能到达的最大值</translation>
    </message>
    <message>
        <source>empty for as many as needed</source>
        <translation>留空则按需取值</translation>
    </message>
    <message>
        <source>Dragonfly</source>
        <translation>Dragonfly</translation>
    </message>
    <message>
        <source>accelerators - router - every router of the group, and one global link to other groups</source>
        <translation>加速器 - 路由器 - 本组的每个路由器，并有一条到其他组的全局链路</translation>
    </message>
    <message>
        <source>Routers per group</source>
        <translation>每组路由器数</translation>
    </message>
    <message>
        <source>empty for twice the accelerators per router</source>
        <translation>留空则为每路由器加速器数的两倍</translation>
    </message>
    <message>
        <source>Dragonfly+</source>
        <translation>Dragonfly+</translation>
    </message>
    <message>
        <source>accelerators - leaf - every spine of the group - spines of other groups</source>
        <translation>加速器 - Leaf - 本组的每个 Spine - 其他组的 Spine</translation>
    </message>
    <message>
        <source>Leaves per group</source>
        <translation>每组 Leaf 数</translation>
    </message>
    <message>
        <source>and as many spines; empty for twice the accelerators</source>
        <translation>Spine 数与之相同；留空则为加速器数的两倍</translation>
    </message>
    <message>
        <source>there is no field of {q} elements</source>
        <translation>不存在 {q} 个元素的域</translation>
    </message>
    <message>
        <source>leaves of {radix} ports take {half} of the {n_ports} ports of a row, and these do not fill them</source>
        <translation>{radix} 端口的 Leaf 占用一行 {n_ports} 个端口中的 {half} 个，这些端口无法填满它们</translation>
    </message>
    <message>
        <source>{n_leaves} leaves cannot spread their uplinks over half as many spines evenly</source>
        <translation>{n_leaves} 个 Leaf 无法将其上行均匀分布到一半数量的 Spine</translation>
    </message>
    <message>
        <source>boards take ports in pairs, halves of it up</source>
        <translation>板成对占用端口，其中一半上行</translation>
    </message>
    <message>
        <source>HammingMesh</source>
        <translation>HammingMesh</translation>
    </message>
    <message>
        <source>accelerators in a mesh on a board - row and column switches of all boards</source>
        <translation>板上网格中的加速器 - 所有板的行交换机与列交换机</translation>
    </message>
    <message>
        <source>Side of a board</source>
        <translation>板的边长</translation>
    </message>
    <message>
        <source>accelerators along one side</source>
        <translation>沿一边的加速器数</translation>
    </message>
    <message>
        <source>Boards in a row</source>
        <translation>每行板数</translation>
    </message>
    <message>
        <source>boards</source>
        <translation>板数</translation>
    </message>
    <message>
        <source>Boards in a column</source>
        <translation>每列板数</translation>
    </message>
    <message>
        <source>disjoint copies of all links</source>
        <translation>所有链路的互不相交的副本</translation>
    </message>
    <message>
        <source>ports of every switch</source>
        <translation>每个交换机的端口数</translation>
    </message>
    <message>
        <source>{n_most:,} links between switches are listed at most</source>
        <translation>交换机之间最多列出 {n_most:,} 条链路</translation>
    </message>
    <message>
        <source>a switch needs {n_ports} ports</source>
        <translation>一个交换机需要 {n_ports} 个端口</translation>
    </message>
    <message>
        <source>there is a finite field only of prime power order</source>
        <translation>仅当阶为素数幂时才存在有限域</translation>
    </message>
    <message>
        <source>q must be 4 w - 1, 4 w or 4 w + 1</source>
        <translation>q 必须为 4 w - 1、4 w 或 4 w + 1</translation>
    </message>
    <message>
        <source>{n} switches have {n_others} others to link to</source>
        <translation>{n} 个交换机各只有 {n_others} 个其他交换机可连接</translation>
    </message>
    <message>
        <source>with an odd degree of {degree} their number must be even</source>
        <translation>度数 {degree} 为奇数时，其数量必须为偶数</translation>
    </message>
    <message>
        <source>{n_most:,} links are listed at most</source>
        <translation>最多列出 {n_most:,} 条链路</translation>
    </message>
    <message>
        <source>random graphs of this degree come out in pieces</source>
        <translation>该度数的随机图会分裂成多块</translation>
    </message>
    <message>
        <source>Field order q</source>
        <translation>域的阶 q</translation>
    </message>
    <message>
        <source>a prime power</source>
        <translation>素数幂</translation>
    </message>
    <message>
        <source>empty for half of the degree</source>
        <translation>留空则为度数的一半</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>the same seed gives the same fabric</source>
        <translation>相同的种子得到相同的互连网络</translation>
    </message>
    <message>
        <source>Links per switch</source>
        <translation>每交换机链路数</translation>
    </message>
    <message>
        <source>links to other switches</source>
        <translation>到其他交换机的链路数</translation>
    </message>
    <message>
        <source>Slim Fly</source>
        <translation>Slim Fly</translation>
    </message>
    <message>
        <source>accelerators - switch of a McKay-Miller-Siran graph, diameter 2</source>
        <translation>加速器 - McKay-Miller-Siran 图的交换机，直径 2</translation>
    </message>
    <message>
        <source>PolarFly</source>
        <translation>PolarFly</translation>
    </message>
    <message>
        <source>accelerators - point of a projective plane - points orthogonal to it, diameter 2</source>
        <translation>加速器 - 射影平面的点 - 与之正交的点，直径 2</translation>
    </message>
    <message>
        <source>Jellyfish</source>
        <translation>Jellyfish</translation>
    </message>
    <message>
        <source>accelerators - switch of a random regular graph</source>
        <translation>加速器 - 随机正则图的交换机</translation>
    </message>
    <message>
        <source>switches</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>Xpander</source>
        <translation>Xpander</translation>
    </message>
    <message>
        <source>accelerators - switch of a random lift of a full mesh</source>
        <translation>加速器 - 全互连图的随机提升图的交换机</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>提升数</translation>
    </message>
    <message>
        <source>switches of each of the degree + 1 groups</source>
        <translation>“度数 + 1”个组中每组的交换机数</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽取次数</translation>
    </message>
    <message>
        <source>lifts drawn, of which the best is kept</source>
        <translation>抽取的提升图数，保留其中最好的</translation>
    </message>
    <message>
        <source>{down} downlinks of a node switch do not divide by it</source>
        <translation>节点交换机的 {down} 个下行端口不能被它整除</translation>
    </message>
    <message>
        <source>a second-tier switch of {radix} ports reaches {radix} nodes</source>
        <translation>{radix} 端口的第二层交换机可到达 {radix} 个节点</translation>
    </message>
    <message>
        <source>Node-switched planes (CloudMatrix-like)</source>
        <translation>节点内交换的多平面（类 CloudMatrix）</translation>
    </message>
    <message>
        <source>accelerators - a switch of each plane on the node - second tier of that plane</source>
        <translation>加速器 - 节点上每个平面的交换机 - 该平面的第二层</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>节点数</translation>
    </message>
    <message>
        <source>switches on every node</source>
        <translation>每个节点上的交换机数</translation>
    </message>
    <message>
        <source>Links per plane</source>
        <translation>每平面链路数</translation>
    </message>
    <message>
        <source>from each accelerator into each plane</source>
        <translation>每个加速器进入每个平面的链路数</translation>
    </message>
    <message>
        <source>Second-tier ports</source>
        <translation>第二层端口数</translation>
    </message>
    <message>
        <source>ports of a second-tier switch</source>
        <translation>第二层交换机的端口数</translation>
    </message>
    <message>
        <source>Node switch</source>
        <translation>节点交换机</translation>
    </message>
    <message>
        <source>part; empty for an assumed one</source>
        <translation>部件；留空则采用假定部件</translation>
    </message>
    <message>
        <source>Second-tier switch</source>
        <translation>第二层交换机</translation>
    </message>
    <message>
        <source>; nearest legal: {nearest}</source>
        <translation>；最接近的合法值：{nearest}</translation>
    </message>
    <message>
        <source>{name} is {value}: {reason}{hint}</source>
        <translation>{name} 为 {value}：{reason}{hint}</translation>
    </message>
    <message>
        <source>there is no such parameter; there are: {known}</source>
        <translation>没有这样的参数；可用参数：{known}</translation>
    </message>
    <message>
        <source>that is too long</source>
        <translation>内容过长</translation>
    </message>
    <message>
        <source>it must be one of {choices}</source>
        <translation>必须是以下之一：{choices}</translation>
    </message>
    <message>
        <source>sizes such as 4x4x4</source>
        <translation>如 4x4x4 的尺寸</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>it must be {example}</source>
        <translation>必须是{example}</translation>
    </message>
    <message>
        <source>it must be from {low:,} to {high:,}</source>
        <translation>必须在 {low:,} 到 {high:,} 之间</translation>
    </message>
    <message>
        <source>it must be a rate such as 400G</source>
        <translation>必须是如 400G 的速率</translation>
    </message>
    <message>
        <source>it must be from 1G to 100T</source>
        <translation>必须在 1G 到 100T 之间</translation>
    </message>
    <message>
        <source>it must be a ratio such as 1, 1.5 or 3:1</source>
        <translation>必须是如 1、1.5 或 3:1 的比值</translation>
    </message>
    <message>
        <source>it must be from {low} to {high}</source>
        <translation>必须在 {low} 到 {high} 之间</translation>
    </message>
    <message>
        <source>exact number; the last scalable unit may be smaller</source>
        <translation>确切数量；最后一个可扩展单元可以较小</translation>
    </message>
    <message>
        <source>{nodes:,} nodes need three tiers, whose pods of {half} leaves hold whole scalable units only if the rails divide them</source>
        <translation>{nodes:,} 个节点需要三层，而每 Pod 的 {half} 个 Leaf 仅在其数量能被轨道数整除时才能容纳完整的可扩展单元</translation>
    </message>
    <message>
        <source>planes need two tiers, which end here; fewer nodes or more ports</source>
        <translation>多平面需要两层结构，而此处已达上限；请减少节点或增加端口</translation>
    </message>
    <message>
        <source>three tiers have {n_pods} pods, and spare nodes take pods of their own</source>
        <translation>三层结构有 {n_pods} 个 Pod，而备用节点须自占 Pod</translation>
    </message>
    <message>
        <source>three tiers of {radix} ports carry {most:,} at most</source>
        <translation>{radix} 端口的三层结构最多支持 {most:,} 个</translation>
    </message>
    <message>
        <source>a rail of two tiers of {radix} ports carries {most:,} nodes</source>
        <translation>{radix} 端口两层结构的一条轨道支持 {most:,} 个节点</translation>
    </message>
    <message>
        <source>Rail-optimised (SuperPOD)</source>
        <translation>轨道优化（SuperPOD）</translation>
    </message>
    <message>
        <source>accelerator r of every node - leaf r of its unit - every spine - cores</source>
        <translation>每个节点的加速器 r - 本单元的 Leaf r - 每个 Spine - 核心</translation>
    </message>
    <message>
        <source>Rail-only</source>
        <translation>纯轨道（Rail-only）</translation>
    </message>
    <message>
        <source>accelerator r of every node - leaves of rail r - spines of rail r</source>
        <translation>每个节点的加速器 r - 轨道 r 的 Leaf - 轨道 r 的 Spine</translation>
    </message>
    <message>
        <source>Links to the node switch</source>
        <translation>到节点交换机的链路数</translation>
    </message>
    <message>
        <source>links of each accelerator inside its node, where rails meet</source>
        <translation>每个加速器在其节点内的链路数，各轨道在此相汇</translation>
    </message>
    <message>
        <source>there are: {names}</source>
        <translation>可用的有：{names}</translation>
    </message>
    <message>
        <source>there is no system or family &quot;{name}&quot;; {hint}</source>
        <translation>没有名为“{name}”的系统或类型；{hint}</translation>
    </message>
    <message>
        <source>{n}^{k} accelerators are more than {n_most:,}</source>
        <translation>{n}^{k} 个加速器超过 {n_most:,} 个</translation>
    </message>
    <message>
        <source>the partial form has three levels</source>
        <translation>部分形式有三层</translation>
    </message>
    <message>
        <source>top switches of the partial form serve index pairs, so that n must be even</source>
        <translation>部分形式的顶层交换机按索引对服务，因此 n 必须为偶数</translation>
    </message>
    <message>
        <source>that is {n:.4g} accelerators; {n_most:,} links are listed at most</source>
        <translation>共 {n:.4g} 个加速器；最多列出 {n_most:,} 条链路</translation>
    </message>
    <message>
        <source>Base n</source>
        <translation>基数 n</translation>
    </message>
    <message>
        <source>accelerator - one switch of each level, accelerators relay</source>
        <translation>加速器 - 每层一个交换机，由加速器中转</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>ports of every accelerator</source>
        <translation>每个加速器的端口数</translation>
    </message>
    <message>
        <source>accelerator - one switch of each level, and levels joined to each other</source>
        <translation>加速器 - 每层一个交换机，且各层彼此相连</translation>
    </message>
    <message>
        <source>accelerators of a switch</source>
        <translation>一个交换机的加速器数</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>部分形式</translation>
    </message>
    <message>
        <source>three levels, accelerators on the lower two</source>
        <translation>三层，加速器位于下两层</translation>
    </message>
    <message>
        <source>accelerators of a cell - switch, and each to one in another cell per level</source>
        <translation>单元的加速器 - 交换机，每层各有一条链路到另一单元的加速器</translation>
    </message>
    <message>
        <source>accelerators of the smallest cell</source>
        <translation>最小单元的加速器数</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>level of the cell</source>
        <translation>单元的层级</translation>
    </message>
    <message>
        <source>the catalog has no part &quot;{slug}&quot;; add it or choose another</source>
        <translation>目录中没有部件“{slug}”；请添加或另选</translation>
    </message>
    <message>
        <source>the catalog has no such accelerator</source>
        <translation>目录中没有这样的加速器</translation>
    </message>
    <message>
        <source>the catalog has no such switch</source>
        <translation>目录中没有这样的交换机</translation>
    </message>
    <message>
        <source>its ports have no cages for pluggable modules and copper</source>
        <translation>其端口没有可插拔模块和铜缆用的插笼</translation>
    </message>
    <message>
        <source>it has {have} ports; {wanted} are needed</source>
        <translation>它有 {have} 个端口；需要 {wanted} 个</translation>
    </message>
    <message>
        <source>a switch of {n_most:,} ports is the largest</source>
        <translation>交换机最多 {n_most:,} 个端口</translation>
    </message>
    <message>
        <source>the catalog has no such node</source>
        <translation>目录中没有这样的节点</translation>
    </message>
    <message>
        <source>the catalog has no such rack</source>
        <translation>目录中没有这样的机柜</translation>
    </message>
    <message>
        <source>the catalog has no part {missing}; add it or reinstall</source>
        <translation>目录中没有部件 {missing}；请添加或重新安装</translation>
    </message>
    <message>
        <source>{name} is {value}; it must be from 1 to {maximum}</source>
        <translation>{name} 为 {value}；必须在 1 到 {maximum} 之间</translation>
    </message>
    <message>
        <source>the catalog gives no height in rack units for &quot;{slug}&quot;</source>
        <translation>目录未给出“{slug}”以机架单位计的高度</translation>
    </message>
    <message>
        <source>the catalog has no rack &quot;{slug}&quot;</source>
        <translation>目录中没有机柜“{slug}”</translation>
    </message>
    <message>
        <source>64 Ascend 950DT in a two-dimensional full mesh with four uplinks each.</source>
        <translation>64 个 Ascend 950DT 组成二维全互连，每个有四条上行链路。</translation>
    </message>
    <message>
        <source>Sixteen cabinets of 64 accelerators on one tier of switches, as shown.</source>
        <translation>十六个各 64 个加速器的机柜，连接于一层交换机，如展出所示。</translation>
    </message>
    <message>
        <source>Announced SuperPoD of 15,488 Ascend 960, with assumed wiring; illustrative.</source>
        <translation>已公布的 15,488 个 Ascend 960 的 SuperPoD，连线为假设；仅作示意。</translation>
    </message>
    <message>
        <source>Atlas 900 A3 SuperPoD: accelerators and CPUs on one UB fabric of 7 planes.</source>
        <translation>Atlas 900 A3 SuperPoD：加速器与 CPU 位于 7 个平面的同一 UB 互连网络。</translation>
    </message>
    <message>
        <source>Dual-plane, dual-ToR network of Alibaba: 15 segments of 1,024 accelerators.</source>
        <translation>阿里巴巴的双平面、双 ToR 网络：15 个各 1,024 个加速器的分段。</translation>
    </message>
    <message>
        <source>RoCE cluster of 24,576 H100 that Llama 3 405B was trained on.</source>
        <translation>用于训练 Llama 3 405B 的 24,576 个 H100 的 RoCE 集群。</translation>
    </message>
    <message>
        <source>Dragonfly of 74 cabinets with 32 switches each; four links between any two.</source>
        <translation>74 个机柜的 Dragonfly，每柜 32 个交换机；任意两柜之间四条链路。</translation>
    </message>
    <message>
        <source>One liquid-cooled rack: every accelerator one switch hop from every other.</source>
        <translation>一个液冷机柜：任意两个加速器之间只隔一跳交换机。</translation>
    </message>
    <message>
        <source>Scalable units of eight liquid-cooled racks on NDR InfiniBand, four rails.</source>
        <translation>NDR InfiniBand 上每八个液冷机柜一个可扩展单元，四条轨道。</translation>
    </message>
    <message>
        <source>Supernodes joined by a generated scale-out network; illustrative.</source>
        <translation>由生成的横向扩展网络连接的超节点；仅作示意。</translation>
    </message>
    <message>
        <source>SuperPoDs of CloudMatrix 384 on one RDMA network, up to 9,216 accelerators.</source>
        <translation>同一 RDMA 网络上的 CloudMatrix 384 SuperPoD，最多 9,216 个加速器。</translation>
    </message>
    <message>
        <source>DGX H100 on NDR InfiniBand, rail-optimised; scalable units of 32 systems. One system gives its place to the fabric manager.</source>
        <translation>NDR InfiniBand 上的 DGX H100，轨道优化；每个可扩展单元 32 个系统。其中一个系统的位置让给网络管理器。</translation>
    </message>
    <message>
        <source>DGX B200 on NDR InfiniBand, rail-optimised; scalable units of 32 systems.</source>
        <translation>NDR InfiniBand 上的 DGX B200，轨道优化；每个可扩展单元 32 个系统。</translation>
    </message>
    <message>
        <source>DGX B300 on XDR InfiniBand, rail-optimised; scalable units of 72 systems.</source>
        <translation>XDR InfiniBand 上的 DGX B300，轨道优化；每个可扩展单元 72 个系统。</translation>
    </message>
    <message>
        <source>HGX H20 servers on the fabric of the DGX H100 SuperPOD: an assumed cluster, to compare with.</source>
        <translation>采用 DGX H100 SuperPOD 网络的 HGX H20 服务器：假设的集群，用于比较。</translation>
    </message>
    <message>
        <source>Atlas 800T A2 servers with eight 910B2 in a full mesh, on a rail-optimised network of 200G RoCE: an assumed cluster.</source>
        <translation>内含八个全互连 910B2 的 Atlas 800T A2 服务器，位于轨道优化的 200G RoCE 网络：假设的集群。</translation>
    </message>
    <message>
        <source>Servers with eight RTX PRO 6000 cards and four adapters on 400G Ethernet: an assumed cluster without a scale-up fabric.</source>
        <translation>各有八块 RTX PRO 6000 卡和四个适配器的服务器，位于 400G 以太网：没有纵向扩展互连网络的假设集群。</translation>
    </message>
    <message>
        <source>Three-dimensional torus of chips in cubes of 4 x 4 x 4, joined by optical circuit switches.</source>
        <translation>由 4 x 4 x 4 立方块组成的芯片三维环面，以光路交换机相连。</translation>
    </message>
    <message>
        <source>scalable units, each with its own leaves</source>
        <translation>可扩展单元，各有自己的 Leaf</translation>
    </message>
    <message>
        <source>groups of 4 x 4 racks, 1,024 accelerators</source>
        <translation>每组 4 x 4 个机柜，1,024 个加速器</translation>
    </message>
    <message>
        <source>Compute trays</source>
        <translation>计算托盘</translation>
    </message>
    <message>
        <source>Scalable units</source>
        <translation>可扩展单元</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pod 数</translation>
    </message>
    <message>
        <source>SuperPoDs</source>
        <translation>SuperPoD 数</translation>
    </message>
    <message>
        <source>Cabinets of each half</source>
        <translation>每半边机柜数</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>段数</translation>
    </message>
    <message>
        <source>Cabinets</source>
        <translation>机柜数</translation>
    </message>
    <message>
        <source>Cubes along the first axis</source>
        <translation>第一轴上的立方体数</translation>
    </message>
    <message>
        <source>cubes of 4 x 4 x 4 along the first axis</source>
        <translation>沿第一轴的 4 x 4 x 4 立方块数</translation>
    </message>
    <message>
        <source>CloudMatrix 384</source>
        <translation>CloudMatrix 384</translation>
    </message>
    <message>
        <source>384 Ascend 910C accelerators and 192 CPUs in 16 racks on a UB fabric of 7 planes</source>
        <translation>7 个平面的 UB 互连网络上的 384 个 Ascend 910C 加速器和 192 个 CPU，共 16 个机柜</translation>
    </message>
    <message>
        <source>groups of three compute racks with 96 accelerators</source>
        <translation>每组三个计算机柜，96 个加速器</translation>
    </message>
    <message>
        <source>GB200 NVL72</source>
        <translation>GB200 NVL72</translation>
    </message>
    <message>
        <source>72 GB200 accelerators and 36 CPUs in one rack on an NVLink fabric of 18 switch chips</source>
        <translation>一个机柜内的 72 个 GB200 加速器和 36 个 CPU，位于 18 个交换芯片的 NVLink 互连网络</translation>
    </message>
    <message>
        <source>compute trays with four accelerators</source>
        <translation>各有四个加速器的计算托盘</translation>
    </message>
    <message>
        <source>GB300 NVL72</source>
        <translation>GB300 NVL72</translation>
    </message>
    <message>
        <source>72 GB300 accelerators and 36 CPUs in one rack, wired as GB200 NVL72</source>
        <translation>一个机柜内的 72 个 GB300 加速器和 36 个 CPU，连线同 GB200 NVL72</translation>
    </message>
    <message>
        <source>Vera Rubin NVL72</source>
        <translation>Vera Rubin NVL72</translation>
    </message>
    <message>
        <source>72 Rubin accelerators in one rack, first called NVL144, wired as GB200 NVL72; assumed</source>
        <translation>一个机柜内的 72 个 Rubin 加速器，最初称为 NVL144，连线同 GB200 NVL72；为假设</translation>
    </message>
    <message>
        <source>GB200 SuperPOD</source>
        <translation>GB200 SuperPOD</translation>
    </message>
    <message>
        <source>576 GB200 accelerators in eight NVL72 racks, a scalable unit, on NDR InfiniBand; assumed</source>
        <translation>八个 NVL72 机柜内的 576 个 GB200 加速器，构成一个可扩展单元，位于 NDR InfiniBand；为假设</translation>
    </message>
    <message>
        <source>scalable units of eight racks, 576 accelerators</source>
        <translation>每八个机柜一个可扩展单元，576 个加速器</translation>
    </message>
    <message>
        <source>Atlas 950 cabinet</source>
        <translation>Atlas 950 机柜</translation>
    </message>
    <message>
        <source>64 Ascend 950DT accelerators in an 8 x 8 full mesh, with the uplinks of the cabinet</source>
        <translation>8 x 8 全互连的 64 个 Ascend 950DT 加速器，含机柜的上行链路</translation>
    </message>
    <message>
        <source>Atlas 950 at WAIC 2026</source>
        <translation>WAIC 2026 上的 Atlas 950</translation>
    </message>
    <message>
        <source>1,024 Ascend 950DT accelerators in 16 cabinets, as shown at WAIC 2026; switches assumed</source>
        <translation>16 个机柜内的 1,024 个 Ascend 950DT 加速器，如 WAIC 2026 展出；交换机为假设</translation>
    </message>
    <message>
        <source>Atlas 950 SuperPoD, switched tier</source>
        <translation>Atlas 950 SuperPoD，交换层</translation>
    </message>
    <message>
        <source>8,192 Ascend 950DT accelerators in 160 cabinets, cabinets on a tier of switches; assumed</source>
        <translation>160 个机柜内的 8,192 个 Ascend 950DT 加速器，机柜连接于一层交换机；为假设</translation>
    </message>
    <message>
        <source>Atlas 950 SuperPoD, third mesh axis</source>
        <translation>Atlas 950 SuperPoD，第三全互联轴</translation>
    </message>
    <message>
        <source>8,192 Ascend 950DT accelerators in 160 cabinets, cabinets in a full mesh; assumed</source>
        <translation>160 个机柜内的 8,192 个 Ascend 950DT 加速器，机柜全互连；为假设</translation>
    </message>
    <message>
        <source>UB-Mesh SuperPod</source>
        <translation>UB-Mesh SuperPod</translation>
    </message>
    <message>
        <source>8,192 accelerators in the 4D full mesh of the UB-Mesh paper</source>
        <translation>UB-Mesh 论文中 4D 全互连的 8,192 个加速器</translation>
    </message>
    <message>
        <source>Atlas 950 SuperCluster</source>
        <translation>Atlas 950 SuperCluster</translation>
    </message>
    <message>
        <source>524,288 Ascend 950DT accelerators in 64 SuperPoDs on a generated network; illustrative</source>
        <translation>生成网络上 64 个 SuperPoD 的 524,288 个 Ascend 950DT 加速器；仅作示意</translation>
    </message>
    <message>
        <source>Atlas 960 SuperPoD</source>
        <translation>Atlas 960 SuperPoD</translation>
    </message>
    <message>
        <source>15,488 Ascend 960 accelerators in 220 cabinets with assumed wiring; illustrative</source>
        <translation>220 个机柜内的 15,488 个 Ascend 960 加速器，连线为假设；仅作示意</translation>
    </message>
    <message>
        <source>compute cabinets in each half, 88 accelerators each</source>
        <translation>每半部分的计算机柜数，各 88 个加速器</translation>
    </message>
    <message>
        <source>Atlas 960 SuperCluster</source>
        <translation>Atlas 960 SuperCluster</translation>
    </message>
    <message>
        <source>991,232 Ascend 960 accelerators in 64 SuperPoDs on a generated network; illustrative</source>
        <translation>生成网络上 64 个 SuperPoD 的 991,232 个 Ascend 960 加速器；仅作示意</translation>
    </message>
    <message>
        <source>Atlas 900 A3</source>
        <translation>Atlas 900 A3</translation>
    </message>
    <message>
        <source>9,216 Ascend 910C accelerators in 24 pods of CloudMatrix 384 on one RDMA network</source>
        <translation>同一 RDMA 网络上 24 个 CloudMatrix 384 Pod 的 9,216 个 Ascend 910C 加速器</translation>
    </message>
    <message>
        <source>pods of 384 accelerators</source>
        <translation>各 384 个加速器的 Pod 数</translation>
    </message>
    <message>
        <source>HPN 7.0</source>
        <translation>HPN 7.0</translation>
    </message>
    <message>
        <source>15,360 accelerators on the dual-plane Ethernet of Alibaba HPN 7.0</source>
        <translation>阿里巴巴 HPN 7.0 双平面以太网上的 15,360 个加速器</translation>
    </message>
    <message>
        <source>segments of 1,024 accelerators</source>
        <translation>各 1,024 个加速器的分段数</translation>
    </message>
    <message>
        <source>Llama 3 RoCE cluster</source>
        <translation>Llama 3 RoCE 集群</translation>
    </message>
    <message>
        <source>24,576 H100 accelerators on the RoCE network of the Llama 3 paper</source>
        <translation>Llama 3 论文中 RoCE 网络上的 24,576 个 H100 加速器</translation>
    </message>
    <message>
        <source>pods of 3,072 accelerators</source>
        <translation>各 3,072 个加速器的 Pod 数</translation>
    </message>
    <message>
        <source>Frontier</source>
        <translation>Frontier</translation>
    </message>
    <message>
        <source>37,632 MI250X accelerators in 74 cabinets, the groups of a Slingshot-11 dragonfly</source>
        <translation>74 个机柜内的 37,632 个 MI250X 加速器，机柜即 Slingshot-11 Dragonfly 的组</translation>
    </message>
    <message>
        <source>cabinets of 128 nodes, 512 accelerators, each a group</source>
        <translation>各 128 个节点、512 个加速器的机柜，每柜一组</translation>
    </message>
    <message>
        <source>TPU v4 pod</source>
        <translation>TPU v4 pod</translation>
    </message>
    <message>
        <source>4,096 TPU v4 chips in a torus of 16 x 16 x 16</source>
        <translation>16 x 16 x 16 环面的 4,096 个 TPU v4 芯片</translation>
    </message>
    <message>
        <source>TPU7x Ironwood pod</source>
        <translation>TPU7x Ironwood pod</translation>
    </message>
    <message>
        <source>9,216 TPU7x Ironwood chips in a torus of 16 x 24 x 24; the shape is assumed</source>
        <translation>16 x 24 x 24 环面的 9,216 个 TPU7x Ironwood 芯片；形状为假设</translation>
    </message>
    <message>
        <source>DGX H100 SuperPOD</source>
        <translation>DGX H100 SuperPOD</translation>
    </message>
    <message>
        <source>1,016 H100 accelerators in 127 DGX systems on NDR InfiniBand, four scalable units</source>
        <translation>NDR InfiniBand 上 127 个 DGX 系统的 1,016 个 H100 加速器，四个可扩展单元</translation>
    </message>
    <message>
        <source>DGX B200 SuperPOD</source>
        <translation>DGX B200 SuperPOD</translation>
    </message>
    <message>
        <source>1,024 B200 accelerators in 128 DGX systems on NDR InfiniBand, four scalable units</source>
        <translation>NDR InfiniBand 上 128 个 DGX 系统的 1,024 个 B200 加速器，四个可扩展单元</translation>
    </message>
    <message>
        <source>DGX B300 SuperPOD</source>
        <translation>DGX B300 SuperPOD</translation>
    </message>
    <message>
        <source>1,152 B300 accelerators in 144 DGX systems on XDR InfiniBand, two scalable units</source>
        <translation>XDR InfiniBand 上 144 个 DGX 系统的 1,152 个 B300 加速器，两个可扩展单元</translation>
    </message>
    <message>
        <source>HGX H20 cluster</source>
        <translation>HGX H20 集群</translation>
    </message>
    <message>
        <source>1,024 H20 accelerators in 128 servers on the fabric of the DGX H100 SuperPOD; assumed</source>
        <translation>采用 DGX H100 SuperPOD 网络的 128 个服务器的 1,024 个 H20 加速器；为假设</translation>
    </message>
    <message>
        <source>Ascend 910B cluster</source>
        <translation>昇腾 910B 集群</translation>
    </message>
    <message>
        <source>1,024 Ascend 910B2 accelerators in 128 servers with a full mesh each, on RoCE; assumed</source>
        <translation>RoCE 上 128 个服务器的 1,024 个 Ascend 910B2 加速器，服务器内全互连；为假设</translation>
    </message>
    <message>
        <source>RTX PRO cluster</source>
        <translation>RTX PRO 集群</translation>
    </message>
    <message>
        <source>512 RTX PRO 6000 cards in 64 servers on 400G Ethernet; assumed</source>
        <translation>400G 以太网上 64 个服务器的 512 块 RTX PRO 6000 卡；为假设</translation>
    </message>
    <message>
        <source>no reference system is called &quot;{name}&quot;; {hint}</source>
        <translation>没有名为“{name}”的参考系统；{hint}</translation>
    </message>
    <message>
        <source>{name} has no parameter &quot;{unknown}&quot;; it has: {sorted}</source>
        <translation>{name} 没有参数“{unknown}”；可用参数：{sorted}</translation>
    </message>
    <message>
        <source>this is not a script: &quot;format&quot; is not &quot;{wanted}&quot;</source>
        <translation>这不是脚本：“format”不是“{wanted}”</translation>
    </message>
    <message>
        <source>File &gt; Export &gt; Script in the window writes one</source>
        <translation>窗口中的“文件 &gt; 导出 &gt; 脚本”可写出脚本</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>{path}: settings not used ({why}); defaults apply</source>
        <translation>{path}：未使用设置（{why}）；采用默认值</translation>
    </message>
    <message>
        <source>{home} was not made: {reason_text}</source>
        <translation>未能创建 {home}：{reason_text}</translation>
    </message>
    <message>
        <source>starts with a byte order mark</source>
        <translation>以字节顺序标记开头</translation>
    </message>
    <message>
        <source>is UTF-32 text</source>
        <translation>是 UTF-32 文本</translation>
    </message>
    <message>
        <source>is UTF-16 text</source>
        <translation>是 UTF-16 文本</translation>
    </message>
    <message>
        <source>remove a comma before }, or put the key in double quotes</source>
        <translation>请移除 } 之前的逗号，或将键放入双引号</translation>
    </message>
    <message>
        <source>add a comma between the two values, or close the bracket</source>
        <translation>请在两个值之间添加逗号，或补上右括号</translation>
    </message>
    <message>
        <source>put a colon between key and value</source>
        <translation>请在键与值之间添加冒号</translation>
    </message>
    <message>
        <source>a value is missing here, or a comma is too many</source>
        <translation>此处缺少值，或多了逗号</translation>
    </message>
    <message>
        <source>remove the comma</source>
        <translation>请移除该逗号</translation>
    </message>
    <message>
        <source>close the text with a double quote</source>
        <translation>请以双引号结束文本</translation>
    </message>
    <message>
        <source>write line breaks inside a text as \n</source>
        <translation>请将文本内的换行写作 \n</translation>
    </message>
    <message>
        <source>write a backslash as \\</source>
        <translation>请将反斜杠写作 \\</translation>
    </message>
    <message>
        <source>one file holds one design; remove what follows its last }</source>
        <translation>一个文件只含一个设计；请移除最后一个 } 之后的内容</translation>
    </message>
    <message>
        <source>at least </source>
        <translation>至少 </translation>
    </message>
    <message>
        <source>{text} (and {least}{n_more} more)</source>
        <translation>{text}（另有{least} {n_more} 条）</translation>
    </message>
    <message>
        <source>byte 0x{data:02x} is not UTF-8</source>
        <translation>字节 0x{data:02x} 不是 UTF-8</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>take its backup copy (.bak), or start a new design</source>
        <translation>请使用其备份副本（.bak），或新建设计</translation>
    </message>
    <message>
        <source>is UTF-16 text or not a text</source>
        <translation>是 UTF-16 文本或不是文本</translation>
    </message>
    <message>
        <source>the file {wrong}</source>
        <translation>该文件{wrong}</translation>
    </message>
    <message>
        <source>the file has {n_bytes:,} bytes; the limit is {most_bytes:,}</source>
        <translation>该文件有 {n_bytes:,} 字节；上限为 {most_bytes:,}</translation>
    </message>
    <message>
        <source>use counts instead of repeated instances</source>
        <translation>请使用数量，而不是重复的实例</translation>
    </message>
    <message>
        <source>save it as UTF-8 without byte order mark</source>
        <translation>请保存为不带字节顺序标记的 UTF-8</translation>
    </message>
    <message>
        <source>not valid JSON: {problem}</source>
        <translation>不是有效的 JSON：{problem}</translation>
    </message>
    <message>
        <source>key {shown} stands twice</source>
        <translation>键 {shown} 出现两次</translation>
    </message>
    <message>
        <source>remove one</source>
        <translation>请移除其一</translation>
    </message>
    <message>
        <source>{text} is not a number that can be used</source>
        <translation>{text} 不是可用的数</translation>
    </message>
    <message>
        <source>must be lower-case letters, digits and hyphens, at most 64</source>
        <translation>必须为小写字母、数字和连字符，最多 64 个</translation>
    </message>
    <message>
        <source>must be lower-case letters, digits, dot, underscore and hyphen, at most 64</source>
        <translation>必须为小写字母、数字、点、下划线和连字符，最多 64 个</translation>
    </message>
    <message>
        <source>must be a path such as &quot;rack/node[0]&quot;</source>
        <translation>必须是如“rack/node[0]”的路径</translation>
    </message>
    <message>
        <source>must be greater than or equal to {ge}</source>
        <translation>必须大于或等于 {ge}</translation>
    </message>
    <message>
        <source>must be greater than {gt}</source>
        <translation>必须大于 {gt}</translation>
    </message>
    <message>
        <source>must be less than or equal to {le}</source>
        <translation>必须小于或等于 {le}</translation>
    </message>
    <message>
        <source>must be a finite number</source>
        <translation>必须是有限的数</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>必须是整数</translation>
    </message>
    <message>
        <source>must be a number</source>
        <translation>必须是数</translation>
    </message>
    <message>
        <source>must be a text</source>
        <translation>必须是文本</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>必须是 true 或 false</translation>
    </message>
    <message>
        <source>must be a list</source>
        <translation>必须是列表</translation>
    </message>
    <message>
        <source>must be {expected}</source>
        <translation>必须是 {expected}</translation>
    </message>
    <message>
        <source>string should have at most {max_length} characters</source>
        <translation>文本最多 {max_length} 个字符</translation>
    </message>
    <message>
        <source>add it</source>
        <translation>请添加</translation>
    </message>
    <message>
        <source>remove it</source>
        <translation>请移除</translation>
    </message>
    <message>
        <source>write a finite number</source>
        <translation>请写有限的数</translation>
    </message>
    <message>
        <source>write a whole number without decimal point or exponent</source>
        <translation>请写不带小数点和指数的整数</translation>
    </message>
    <message>
        <source>write a number without quotes</source>
        <translation>请写不带引号的数</translation>
    </message>
    <message>
        <source>put the text in double quotes</source>
        <translation>请将文本放入双引号</translation>
    </message>
    <message>
        <source>write a list in [ ]</source>
        <translation>请写 [ ] 中的列表</translation>
    </message>
    <message>
        <source>write an object in { }</source>
        <translation>请写 { } 中的对象</translation>
    </message>
    <message>
        <source>use one of these words</source>
        <translation>请使用其中之一</translation>
    </message>
    <message>
        <source>use this word</source>
        <translation>请使用该词</translation>
    </message>
    <message>
        <source>shorten the text</source>
        <translation>请缩短文本</translation>
    </message>
    <message>
        <source>shorten the list</source>
        <translation>请缩短列表</translation>
    </message>
    <message>
        <source>correct the value</source>
        <translation>请更正该值</translation>
    </message>
    <message>
        <source>unknown field &quot;{name}&quot;</source>
        <translation>未知字段“{name}”</translation>
    </message>
    <message>
        <source>not valid JSON: {problem} (half of a surrogate pair?)</source>
        <translation>不是有效的 JSON：{problem}（半个代理对？）</translation>
    </message>
    <message>
        <source>write the character itself, as UTF-8</source>
        <translation>请以 UTF-8 写出该字符本身</translation>
    </message>
    <message>
        <source>is wrong: {problem}</source>
        <translation>有误：{problem}</translation>
    </message>
    <message>
        <source>has control or text-direction characters</source>
        <translation>含有控制字符或文字方向字符</translation>
    </message>
    <message>
        <source>is of unknown family {family!r}; use {known}</source>
        <translation>属于未知类别 {family!r}；请使用 {known}</translation>
    </message>
    <message>
        <source>has no &quot;family&quot;</source>
        <translation>没有“family”</translation>
    </message>
    <message>
        <source>{problem}; it is {value}</source>
        <translation>{problem}；现为 {value}</translation>
    </message>
    <message>
        <source>a number of {n_text:,} digits</source>
        <translation>{n_text:,} 位的数</translation>
    </message>
    <message>
        <source>write a shorter number</source>
        <translation>请写较短的数</translation>
    </message>
    <message>
        <source>nested more than {n_levels} levels deep</source>
        <translation>嵌套超过 {n_levels} 层</translation>
    </message>
    <message>
        <source>a design needs far less; the file is damaged or not a design</source>
        <translation>设计所需远少于此；文件已损坏或不是设计</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>the {fabric_id} fabric has {largest:,} copies or links; at most {max_rows:,} are listed</source>
        <translation>互连网络 {fabric_id} 有 {largest:,} 个副本或链路；最多列出 {max_rows:,} 个</translation>
    </message>
    <message>
        <source>the capacities of all links together exceed 4.6e18 byte/s</source>
        <translation>所有链路的容量之和超过 4.6e18 byte/s</translation>
    </message>
    <message>
        <source>quotient, any size</source>
        <translation>商，大小不限</translation>
    </message>
    <message>
        <source>share from 0 to 1</source>
        <translation>0 到 1 的份额</translation>
    </message>
    <message>
        <source>switch crossings</source>
        <translation>交换机跳数</translation>
    </message>
    <message>
        <source>bandwidth, per direction</source>
        <translation>带宽，每方向</translation>
    </message>
    <message>
        <source>port line rate, per direction</source>
        <translation>端口线路速率，每方向</translation>
    </message>
    <message>
        <source>memory capacity</source>
        <translation>内存容量</translation>
    </message>
    <message>
        <source>peak operations per second, dense</source>
        <translation>峰值每秒运算数，稠密</translation>
    </message>
    <message>
        <source>total processing performance</source>
        <translation>总处理性能</translation>
    </message>
    <message>
        <source>performance density</source>
        <translation>性能密度</translation>
    </message>
    <message>
        <source>bandwidth density of memory</source>
        <translation>内存带宽密度</translation>
    </message>
    <message>
        <source>price or cost</source>
        <translation>价格或成本</translation>
    </message>
    <message>
        <source>price per metre</source>
        <translation>每米价格</translation>
    </message>
    <message>
        <source>height in rack units</source>
        <translation>以机架单位计的高度</translation>
    </message>
    <message>
        <source>block &quot;{id}&quot; contains itself</source>
        <translation>块“{id}”包含自身</translation>
    </message>
    <message>
        <source>no such file or shipped system</source>
        <translation>没有这样的文件或随附系统</translation>
    </message>
    <message>
        <source>give a {suffix} file or one of: {names}</source>
        <translation>请给出 {suffix} 文件，或以下之一：{names}</translation>
    </message>
    <message>
        <source>{text}: no such file or shipped system; try {names}</source>
        <translation>{text}：没有这样的文件或随附系统；可尝试 {names}</translation>
    </message>
    <message>
        <source>step {number} ({op}): {error}</source>
        <translation>第 {number} 步（{op}）：{error}</translation>
    </message>
    <message>
        <source>how many switches of the authors&apos; one random graph are furthest apart decides its digits; a graph of the same size from another seed differs by up to 1 %</source>
        <translation>其位数取决于作者所用那一张随机图中相距最远的交换机有多少；同样大小、不同种子的图相差可达 1 %</translation>
    </message>
    <message>
        <source>FatClique is no family of the generator; its links between blocks are in files of the authors, without a rule that gives them</source>
        <translation>FatClique 不是生成器的类型；其块间链路在作者的文件中，没有给出生成规则</translation>
    </message>
    <message>
        <source>the certified interval of so many pairs takes longer than 20 s to become narrower than half of the tolerance</source>
        <translation>端点对数如此之多时，经证明的区间需要 20 秒以上才能窄于容差的一半</translation>
    </message>
    <message>
        <source>its servers span two groups, which nodes of the generator do not</source>
        <translation>其服务器跨两个组，而生成器的节点不会如此</translation>
    </message>
    <message>
        <source>the paper counts all 128 global ports of a group as cabled, but 128 cables do not spread evenly over the 7 other groups; the generated fabric has 126</source>
        <translation>论文将一个组的全部 128 个全局端口都计为已布线，但 128 根线缆无法均匀分布到其他 7 个组；生成的互连网络有 126 根</translation>
    </message>
    <message>
        <source>counted by the paper from sums of ports, 273 uplinks on 5 spines for the small tree; no tree whose leaves are wired alike has so few, and the generator makes no other</source>
        <translation>论文由端口总数计得，小树为 5 个 Spine 上的 273 条上行；Leaf 连线一致的树没有这么少的，而生成器只生成此类</translation>
    </message>
    <message>
        <source>cannot be computed: {problem}</source>
        <translation>无法计算：{problem}</translation>
    </message>
    <message>
        <source>{expected:g} is expected</source>
        <translation>应为 {expected:g}</translation>
    </message>
    <message>
        <source>printed {printed:g}, right is {right:g}</source>
        <translation>原文为 {printed:g}，正确为 {right:g}</translation>
    </message>
    <message>
        <source>every choice of how many of each class of twins stand on one side</source>
        <translation>逐一尝试每类可互换顶点中有多少个位于一侧的所有选择</translation>
    </message>
    <message>
        <source>{n_shown} of {n} planes</source>
        <translation>{n} 个平面中的 {n_shown} 个</translation>
    </message>
    <message>
        <source>{n:,} switches hold endpoints; at most {n_most:,} are matched by distance</source>
        <translation>有 {n:,} 台交换机接有端点；最多对 {n_most:,} 台按距离配对</translation>
    </message>
    <message>
        <source>only one switch holds endpoints</source>
        <translation>只有一台交换机接有端点</translation>
    </message>
    <message>
        <source>some switches cannot reach each other</source>
        <translation>部分交换机之间无法互通</translation>
    </message>
    <message>
        <source>{percent} % of {n:,} switches with endpoints is not one pair</source>
        <translation>{n:,} 台接有端点的交换机的 {percent} % 不足一对</translation>
    </message>
    <message>
        <source>a longest matching of the switches, {n_pairs:,} pairs</source>
        <translation>交换机的最长匹配，共 {n_pairs:,} 对</translation>
    </message>
    <message>
        <source>a long matching of the switches, {n_pairs:,} pairs</source>
        <translation>交换机的较长匹配，共 {n_pairs:,} 对</translation>
    </message>
    <message>
        <source>the random permutation of seed {seed}</source>
        <translation>种子为 {seed} 的随机置换</translation>
    </message>
    <message>
        <source>the mean of {n_draws} random permutations</source>
        <translation>{n_draws} 个随机置换的均值</translation>
    </message>
    <message>
        <source>the fabric has more than {n_links:,} links; choose one permutation, such as random-permutation:1</source>
        <translation>该网络的链路超过 {n_links:,} 条；请选择单个置换，例如 random-permutation:1</translation>
    </message>
    <message>
        <source>upper bounds of the draws</source>
        <translation>各次抽样的上界</translation>
    </message>
    <message>
        <source>certified bounds of each draw; 95 % confidence interval of the mean</source>
        <translation>每次抽样均有经证明的界；均值的 95 % 置信区间</translation>
    </message>
    <message>
        <source>intact fabric less what is missing, and least structural half split with a minimum cut</source>
        <translation>完好网络减去缺失部分，以及用最小割求得的结构上最小的对半划分</translation>
    </message>
    <message>
        <source>Replace selection by {name}</source>
        <translation>以 {name} 取代所选内容</translation>
    </message>
    <message>
        <source>it has control or text-direction characters</source>
        <translation>其中含有控制字符或文字方向字符</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Efficiency of power supplies and bus bars, rack inlet to parts</source>
        <translation>电源与母线排的效率，从机柜进线到部件</translation>
    </message>
    <message>
        <source>Installation, as a share of the price of all parts</source>
        <translation>安装费，占全部部件价格的份额</translation>
    </message>
    <message>
        <source>Least slack added to a cable</source>
        <translation>线缆最小余长</translation>
    </message>
    <message>
        <source>Maintenance per year, as a share of capex</source>
        <translation>每年维护费，占资本支出的份额</translation>
    </message>
    <message>
        <source>Power usage effectiveness (facility over IT power)</source>
        <translation>电能利用效率 PUE（设施功率与 IT 功率之比）</translation>
    </message>
    <message>
        <source>Run inside a rack, at each end</source>
        <translation>机柜内走线长度，每端</translation>
    </message>
    <message>
        <source>Short-time peak over sustained peak, for sizing the supply</source>
        <translation>短时峰值与持续峰值之比，用于供电选型</translation>
    </message>
    <message>
        <source>Slack added to the routed length of a cable</source>
        <translation>线缆路由长度之上的余长比例</translation>
    </message>
    <message>
        <source>Spares, as a share of the price of all parts</source>
        <translation>备件费，占全部部件价格的份额</translation>
    </message>
    <message>
        <source>Typical over peak draw, for parts without a typical figure</source>
        <translation>典型功耗与峰值功耗之比，用于没有典型值的部件</translation>
    </message>
    <message>
        <source>Vertical run from a rack to the tray, at each end</source>
        <translation>机柜到桥架的垂直走线长度，每端</translation>
    </message>
    <message>
        <source>CloudMatrix 384 vs GB200 NVL72</source>
        <translation>CloudMatrix 384 对比 GB200 NVL72</translation>
    </message>
    <message>
        <source>About 40 % more FP16, a third of it for each accelerator, four times the power, more than twice the price?</source>
        <translation>FP16 多约 40 %，每加速器只有三分之一，功率四倍，价格两倍以上？</translation>
    </message>
    <message>
        <source>H20 vs Ascend 910B</source>
        <translation>H20 对比 Ascend 910B</translation>
    </message>
    <message>
        <source>Is H20 slightly superior? Rate, bandwidth and memory answer differently.</source>
        <translation>H20 略胜一筹？算力、带宽和内存给出不同的答案。</translation>
    </message>
    <message>
        <source>1,024 H20 vs 1,024 Ascend 910B</source>
        <translation>1,024 个 H20 对比 1,024 个 Ascend 910B</translation>
    </message>
    <message>
        <source>What is left of the difference with servers, network, power and price around the accelerators?</source>
        <translation>加上加速器周围的服务器、网络、功率和价格之后，差距还剩多少？</translation>
    </message>
    <message>
        <source>Atlas 950 vs GB200 NVL72</source>
        <translation>Atlas 950 对比 GB200 NVL72</translation>
    </message>
    <message>
        <source>How much of the machine is more accelerators, and what does it keep between halves of itself?</source>
        <translation>这台机器有多少只是因为加速器更多，它的两半之间还保有多少带宽？</translation>
    </message>
    <message>
        <source>Atlas 950 vs Vera Rubin NVL144</source>
        <translation>Atlas 950 对比 Vera Rubin NVL144</translation>
    </message>
    <message>
        <source>56.8 times the accelerators, 6.7 times the compute, 15 times the memory, 62 times the interconnect?</source>
        <translation>加速器 56.8 倍、算力 6.7 倍、内存 15 倍、互连 62 倍？</translation>
    </message>
    <message>
        <source>Atlas 950 vs CloudMatrix 384</source>
        <translation>Atlas 950 对比 CloudMatrix 384</translation>
    </message>
    <message>
        <source>What did one generation change, and what did it give up?</source>
        <translation>一代产品改变了什么，又放弃了什么？</translation>
    </message>
    <message>
        <source>Deviation of each number in units of its tolerance</source>
        <translation>各数值的偏差，以其容差为单位</translation>
    </message>
    <message>
        <source>Input should be greater than or equal to {ge}</source>
        <translation>应大于或等于 {ge}</translation>
    </message>
    <message>
        <source>Input should be greater than {gt}</source>
        <translation>应大于 {gt}</translation>
    </message>
    <message>
        <source>Input should be less than or equal to {le}</source>
        <translation>应小于或等于 {le}</translation>
    </message>
    <message>
        <source>Input should be less than {lt}</source>
        <translation>应小于 {lt}</translation>
    </message>
    <message>
        <source>Input should be a finite number</source>
        <translation>应为有限的数</translation>
    </message>
    <message>
        <source>Input should be a valid integer</source>
        <translation>应为整数</translation>
    </message>
    <message>
        <source>Input should be a valid number</source>
        <translation>应为数</translation>
    </message>
    <message>
        <source>Input should be a valid string</source>
        <translation>应为文本</translation>
    </message>
    <message>
        <source>Input should be a valid boolean</source>
        <translation>应为 true 或 false</translation>
    </message>
    <message>
        <source>String should have at most {max_length} characters</source>
        <translation>文本最多 {max_length} 个字符</translation>
    </message>
    <message>
        <source>String should have at least {min_length} character</source>
        <translation>文本至少 {min_length} 个字符</translation>
    </message>
    <message>
        <source>Input should be {expected}</source>
        <translation>应为 {expected}</translation>
    </message>
</context>
</TS>
