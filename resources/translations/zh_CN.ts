<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>Start an empty design</source>
        <translation>新建一个空设计</translation>
    </message>
    <message>
        <source>New from &amp;Gallery…</source>
        <translation>从图库新建(&amp;G)…</translation>
    </message>
    <message>
        <source>Start from a shipped system</source>
        <translation>从随附的系统开始</translation>
    </message>
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
        <source>Restore Re&amp;moved Copies</source>
        <translation>恢复已移除的副本(&amp;M)</translation>
    </message>
    <message>
        <source>Bring back removed copies: the selected ones, or all in this block</source>
        <translation>恢复已移除的副本：所选的，或此块中的全部</translation>
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
        <source>&amp;Group</source>
        <translation>组(&amp;G)</translation>
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
        <source>New design: {description}</source>
        <translation>新设计：{description}</translation>
    </message>
    <message>
        <source>Script (*.json)</source>
        <translation>脚本 (*.json)</translation>
    </message>
    <message>
        <source>{name} cannot be written</source>
        <translation>无法写入 {name}</translation>
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
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
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
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Time of the last edit</source>
        <translation>上次编辑耗时</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
        <source>Revision {revision:,}</source>
        <translation>修订 {revision:,}</translation>
    </message>
    <message>
        <source>Not possible: {reason}</source>
        <translation>无法执行：{reason}</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Readouts</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>Supernode Designer</source>
        <translation>Supernode Designer</translation>
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
        <source>Readouts and charts</source>
        <translation>读数和图表</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>机柜</translation>
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
        <source>{display_name}[*] - Supernode Designer</source>
        <translation>{display_name}[*] - Supernode Designer</translation>
    </message>
</context>
</TS>
