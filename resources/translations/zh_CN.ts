<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
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
        <source>&amp;Layers</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>This view places things by itself: move them in Structure or Floor plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View of the design</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↕ aisle {width_m:.1f} m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cooling not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>air-cooled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent:.0f} % liquid-cooled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} U free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_used} of {n} U</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier {tier}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elevation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
