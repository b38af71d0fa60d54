<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Address</name>
        <message>
            <source>this PC</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>VPN</source>
            <translation>VPN</translation>
        </message>
        <message>
            <source>Only this PC</source>
            <translation>仅本机</translation>
        </message>
        <message>
            <source>This network</source>
            <translation>局域网</translation>
        </message>
    </context>
    <context>
        <name>AllowedText</name>
        <message>
            <source>Allowed: a whole number from %1 to %2.</source>
            <translation>允许：%1 到 %2 的整数。</translation>
        </message>
        <message>
            <source>Allowed: a size from %1 to %2, such as 50MB or 64KiB.</source>
            <translation>允许：%1 到 %2 的大小，例如 50MB 或 64KiB。</translation>
        </message>
        <message>
            <source>Allowed: a time from %1 to %2, such as 10s or 2min.</source>
            <translation>允许：%1 到 %2 的时间，例如 10s 或 2min。</translation>
        </message>
        <message>
            <source>This cannot be used: %1</source>
            <translation>无法使用：%1</translation>
        </message>
    </context>
    <context>
        <name>Attention</name>
        <message>
            <source>%1 could not be fetched.</source>
            <translation>%1 回源失败。</translation>
        </message>
        <message>
            <source>%1 waits for room on the disk.</source>
            <translation>%1 正在等待磁盘空间。</translation>
        </message>
        <message>
            <source>%1 gets no bytes from upstream at the moment.</source>
            <translation>%1 暂时收不到上游数据。</translation>
        </message>
        <message>
            <source>The disk of the cache is almost full: %1 free.</source>
            <translation>缓存所在磁盘即将写满，剩余 %1。</translation>
        </message>
        <message>
            <source>Offline mode is on. Only what is in the cache is served.</source>
            <translation>已开启离线模式，仅提供缓存中的内容。</translation>
        </message>
        <message>
            <source>The download of %1 failed.</source>
            <translation>%1 下载失败。</translation>
        </message>
        <message>
            <source>Open the downloads</source>
            <translation>打开下载页</translation>
        </message>
        <message>
            <source>Make room</source>
            <translation>腾出空间</translation>
        </message>
        <message>
            <source>Add token</source>
            <translation>添加 token</translation>
        </message>
        <message>
            <source>Go online</source>
            <translation>恢复在线</translation>
        </message>
        <message>
            <source>The Hub cannot be reached. What is in the cache is served.</source>
            <translation>无法连接 Hub。已缓存的内容照常提供。</translation>
        </message>
        <message>
            <source>Health check</source>
            <translation>健康检查</translation>
        </message>
    </context>
    <context>
        <name>Checkup</name>
        <message>
            <source>%1 is found at %2.</source>
            <translation>%1 解析为 %2。</translation>
        </message>
        <message>
            <source>The name %1 cannot be resolved.</source>
            <translation>无法解析名称 %1。</translation>
        </message>
        <message>
            <source>Check the network and its name server, or set upstream.doh_url or upstream.fixed_addresses.</source>
            <translation>请检查网络及其 DNS 服务器，或设置 upstream.doh_url 或 upstream.fixed_addresses。</translation>
        </message>
        <message>
            <source>%1 needs no name server here: %2.</source>
            <translation>%1 在这里不需要 DNS 服务器：%2。</translation>
        </message>
        <message>
            <source>Offline mode is on; names were not looked up.</source>
            <translation>离线模式已开启，未查询名称。</translation>
        </message>
        <message>
            <source>No proxy is used to reach %1.</source>
            <translation>访问 %1 不使用代理。</translation>
        </message>
        <message>
            <source>The proxy %2 answers; it leads to %1.</source>
            <translation>代理 %2 有响应，由它通往 %1。</translation>
        </message>
        <message>
            <source>The proxy %2 for %1 does not answer.</source>
            <translation>%1 的代理 %2 没有响应。</translation>
        </message>
        <message>
            <source>Check its address and port in upstream.proxy, or in https_proxy where that is empty.</source>
            <translation>请检查 upstream.proxy 中的地址和端口；若其为空，则检查 https_proxy。</translation>
        </message>
        <message>
            <source>Offline mode is on; the proxy was not looked at.</source>
            <translation>离线模式已开启，未检查代理。</translation>
        </message>
        <message>
            <source>The certificate of %1 is trusted.</source>
            <translation>%1 的证书可信。</translation>
        </message>
        <message>
            <source>The certificate of %1 is not trusted.</source>
            <translation>%1 的证书不可信。</translation>
        </message>
        <message>
            <source>If a company proxy opens connections, set upstream.ca_file to its certificate; else check this machine&apos;s clock and its ca-certificates.</source>
            <translation>如果公司代理会解开连接，请将 upstream.ca_file 设为它的证书；否则请检查本机时钟和 ca-certificates。</translation>
        </message>
        <message>
            <source>%1 is asked without encryption.</source>
            <translation>对 %1 的请求未加密。</translation>
        </message>
        <message>
            <source>Use https:// unless it is a machine of your own network.</source>
            <translation>除非它是您自己网络中的机器，否则请使用 https://。</translation>
        </message>
        <message>
            <source>The certificate of %1 was not seen: it does not answer.</source>
            <translation>未能看到 %1 的证书：它没有响应。</translation>
        </message>
        <message>
            <source>Offline mode is on; certificates were not looked at.</source>
            <translation>离线模式已开启，未检查证书。</translation>
        </message>
        <message>
            <source>%1 answers in %2 ms.</source>
            <translation>%1 在 %2 毫秒内响应。</translation>
        </message>
        <message>
            <source>%1 answers, but takes %2 ms.</source>
            <translation>%1 有响应，但用了 %2 毫秒。</translation>
        </message>
        <message>
            <source>Add a nearer route in upstream.fallbacks, and set upstream.rule to fastest.</source>
            <translation>请在 upstream.fallbacks 中添加更近的线路，并将 upstream.rule 设为 fastest。</translation>
        </message>
        <message>
            <source>%1 limits us at the moment.</source>
            <translation>%1 目前对我们限流。</translation>
        </message>
        <message>
            <source>Wait some minutes, or set upstream.token: who has an account may ask more often.</source>
            <translation>请等几分钟，或设置 upstream.token；有账号的用户可以更频繁地请求。</translation>
        </message>
        <message>
            <source>%1 answers %2 where a list of models was expected.</source>
            <translation>本应返回模型列表，%1 却返回 %2。</translation>
        </message>
        <message>
            <source>Check upstream.url: it has to speak the Hub&apos;s HTTP.</source>
            <translation>请检查 upstream.url:它必须使用 Hub 的 HTTP 接口。</translation>
        </message>
        <message>
            <source>%1 does not answer: %2.</source>
            <translation>%1 没有响应：%2。</translation>
        </message>
        <message>
            <source>Check the network, the proxy and the firewall, or set another upstream.url.</source>
            <translation>请检查网络、代理和防火墙，或设置其他 upstream.url。</translation>
        </message>
        <message>
            <source>Offline mode is on; only what is here is served.</source>
            <translation>离线模式已开启，只提供本地已有的内容。</translation>
        </message>
        <message>
            <source>No token is set for %1; clients with tokens of their own can read gated models.</source>
            <translation>没有为 %1 设置 token；自带 token 的客户端可以读取受限模型。</translation>
        </message>
        <message>
            <source>Set upstream.token to pre-download gated models.</source>
            <translation>要预下载受限模型，请设置 upstream.token。</translation>
        </message>
        <message>
            <source>%1 accepts the token.</source>
            <translation>%1 接受该 token。</translation>
        </message>
        <message>
            <source>%1 refuses the token.</source>
            <translation>%1 拒绝该 token。</translation>
        </message>
        <message>
            <source>Make a new one in the settings of your account there, and set upstream.token.</source>
            <translation>请在那里的账号设置中新建 token，并设置 upstream.token。</translation>
        </message>
        <message>
            <source>%1 does not say whether it accepts the token.</source>
            <translation>%1 没有说明是否接受该 token。</translation>
        </message>
        <message>
            <source>Look again when it answers.</source>
            <translation>请等它有响应后再检查。</translation>
        </message>
        <message>
            <source>Offline mode is on; tokens were not tried.</source>
            <translation>离线模式已开启，未尝试 token。</translation>
        </message>
        <message>
            <source>The clock agrees with that of %1.</source>
            <translation>时钟与 %1 一致。</translation>
        </message>
        <message>
            <source>The clock is %2 s away from that of %1.</source>
            <translation>时钟与 %1 相差 %2 秒。</translation>
        </message>
        <message>
            <source>Switch on time synchronisation.</source>
            <translation>请开启时间同步。</translation>
        </message>
        <message>
            <source>Set the clock and switch on time synchronisation: certificates and signed links fail with a wrong one.</source>
            <translation>请校准时钟并开启时间同步：时钟不准会使证书和签名链接失效。</translation>
        </message>
        <message>
            <source>There was no answer to compare the clock with.</source>
            <translation>没有可用来核对时钟的响应。</translation>
        </message>
        <message>
            <source>The disk takes %1 MB a second.</source>
            <translation>磁盘每秒写入 %1 MB。</translation>
        </message>
        <message>
            <source>The disk takes only %1 MB a second.</source>
            <translation>磁盘每秒只能写入 %1 MB。</translation>
        </message>
        <message>
            <source>Downloads cannot be faster; move the data folder to a faster disk.</source>
            <translation>下载速度不会超过它；请将数据文件夹移到更快的磁盘。</translation>
        </message>
        <message>
            <source>The data folder cannot be written: %1.</source>
            <translation>无法写入数据文件夹：%1。</translation>
        </message>
        <message>
            <source>Check that the disk is mounted for writing, has room, and belongs to this user.</source>
            <translation>请检查磁盘是否以可写方式挂载、是否有空间、是否属于该用户。</translation>
        </message>
        <message>
            <source>%1 GB may still be written.</source>
            <translation>还可写入 %1 GB。</translation>
        </message>
        <message>
            <source>Only %1 GB may still be written.</source>
            <translation>只能再写入 %1 GB。</translation>
        </message>
        <message>
            <source>Remove what is not needed, set eviction.max_size, or use a larger disk.</source>
            <translation>请删除不需要的内容，设置 eviction.max_size，或使用更大的磁盘。</translation>
        </message>
        <message>
            <source>Nothing more may be written: the disk is full up to what store.keep_free leaves.</source>
            <translation>不能再写入：除 store.keep_free 保留的空间外，磁盘已满。</translation>
        </message>
        <message>
            <source>The mirror answers at %1.</source>
            <translation>镜像在 %1 响应。</translation>
        </message>
        <message>
            <source>%1 is free; the mirror is not running.</source>
            <translation>%1 空闲；镜像未运行。</translation>
        </message>
        <message>
            <source>The mirror does not answer at %1.</source>
            <translation>镜像在 %1 没有响应。</translation>
        </message>
        <message>
            <source>Start it again; if that does not help, look into its log.</source>
            <translation>请重新启动；如果没有用，请查看日志。</translation>
        </message>
        <message>
            <source>%1 cannot be listened on: %2.</source>
            <translation>无法在 %1 上监听：%2。</translation>
        </message>
        <message>
            <source>Stop the program that has it, or set another server.listen.</source>
            <translation>请停止占用它的程序，或设置其他 server.listen。</translation>
        </message>
        <message>
            <source>Other machines reach the mirror at %1.</source>
            <translation>其他机器可通过 %1 访问镜像。</translation>
        </message>
        <message>
            <source>The mirror serves this machine only.</source>
            <translation>镜像只为本机服务。</translation>
        </message>
        <message>
            <source>Set server.listen to 0.0.0.0:8090 to serve others.</source>
            <translation>要为其他机器服务，请将 server.listen 设为 0.0.0.0:8090。</translation>
        </message>
        <message>
            <source>The firewall %2 is on and may close port %1.</source>
            <translation>防火墙 %2 已开启，可能会关闭端口 %1。</translation>
        </message>
        <message>
            <source>Open it: %3</source>
            <translation>请打开它：%3</translation>
        </message>
        <message>
            <source>%1 should be served, and does not answer.</source>
            <translation>%1 应当提供服务，却没有响应。</translation>
        </message>
        <message>
            <source>Check the firewall and the addresses of this machine.</source>
            <translation>请检查防火墙和本机地址。</translation>
        </message>
        <message>
            <source>The mirror is to serve others, and this machine has no address in a network.</source>
            <translation>镜像要为其他机器服务，但本机没有网络地址。</translation>
        </message>
        <message>
            <source>Connect it to a network.</source>
            <translation>请将它连接到网络。</translation>
        </message>
        <message>
            <source>The mirror is not running.</source>
            <translation>镜像未运行。</translation>
        </message>
        <message>
            <source>HF_ENDPOINT leads to this mirror.</source>
            <translation>HF_ENDPOINT 指向本镜像。</translation>
        </message>
        <message>
            <source>HF_ENDPOINT is not set here: programs ask the Hub itself.</source>
            <translation>这里没有设置 HF_ENDPOINT:程序会直接访问 Hub。</translation>
        </message>
        <message>
            <source>Set it: export HF_ENDPOINT=%1</source>
            <translation>请设置：export HF_ENDPOINT=%1</translation>
        </message>
        <message>
            <source>HF_ENDPOINT is %2, which is not this mirror.</source>
            <translation>HF_ENDPOINT 为 %2，不是本镜像。</translation>
        </message>
        <message>
            <source>%1 is set: programs ask nobody.</source>
            <translation>已设置 %1:程序不会访问网络。</translation>
        </message>
        <message>
            <source>Take it away: unset %1</source>
            <translation>请取消：unset %1</translation>
        </message>
        <message>
            <source>%2 is set and no_proxy does not name %1: programs look for the mirror through the proxy.</source>
            <translation>已设置 %2，而 no_proxy 未包含 %1：程序会通过代理寻找镜像。</translation>
        </message>
        <message>
            <source>Set it: export no_proxy=%1</source>
            <translation>请设置：export no_proxy=%1</translation>
        </message>
        <message>
            <source>Names (DNS)</source>
            <translation>名称（DNS）</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <source>Encryption (TLS)</source>
            <translation>加密（TLS）</translation>
        </message>
        <message>
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>token</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>时钟</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>磁盘</translation>
        </message>
        <message>
            <source>Free space</source>
            <translation>可用空间</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>端口</translation>
        </message>
        <message>
            <source>Other machines</source>
            <translation>其他机器</translation>
        </message>
        <message>
            <source>Programs on this machine</source>
            <translation>本机程序</translation>
        </message>
        <message>
            <source>The settings file is in order.</source>
            <translation>设置文件正常。</translation>
        </message>
        <message>
            <source>The settings file is broken, and the last good settings are used: %1.</source>
            <translation>设置文件已损坏，正在使用上一次正常的设置：%1。</translation>
        </message>
        <message>
            <source>Correct it; mirrorlaked --check says what is wrong. Until then changes are not saved.</source>
            <translation>请改正它；mirrorlaked --check 会说明问题所在。在此之前更改不会保存。</translation>
        </message>
        <message>
            <source>Settings file</source>
            <translation>设置文件</translation>
        </message>
        <message>
            <source>The data folder can be written; there is too little room to measure the disk.</source>
            <translation>数据文件夹可以写入；剩余空间太少，没有测速。</translation>
        </message>
        <message>
            <source>There is no room to try the disk.</source>
            <translation>没有空间，未对磁盘做测试。</translation>
        </message>
        <message>
            <source>Only %1 MB may still be written.</source>
            <translation>只能再写入 %1 MB。</translation>
        </message>
        <message>
            <source>HF_ENDPOINT is not set here, and no mirror runs that it could lead to.</source>
            <translation>此处没有设置 HF_ENDPOINT，也没有镜像在运行可供它指向。</translation>
        </message>
        <message>
            <source>Start the mirror; mlake env prints the line then.</source>
            <translation>先启动镜像，再用 mlake env 显示要执行的命令。</translation>
        </message>
        <message>
            <source>HF_ENDPOINT is %1; no mirror runs that it could lead to.</source>
            <translation>HF_ENDPOINT 是 %1；没有镜像在运行可供它指向。</translation>
        </message>
    </context>
    <context>
        <name>Downloads</name>
        <message>
            <source>size not known yet</source>
            <translation>大小未知</translation>
        </message>
        <message numerus="yes">
            <source>%1 files at once</source>
            <translation>
                <numerusform>同时 %1 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>No space</source>
            <translation>空间不足</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>for its time of day</source>
            <translation>等待设定的时段</translation>
        </message>
        <message>
            <source>the upstream limits us</source>
            <translation>上游限流</translation>
        </message>
        <message>
            <source>Retrying</source>
            <translation>等待重试</translation>
        </message>
        <message>
            <source>the upstream cannot be reached</source>
            <translation>无法连接上游</translation>
        </message>
        <message>
            <source>memory is short</source>
            <translation>内存不足</translation>
        </message>
        <message>
            <source>Queued</source>
            <translation>排队中</translation>
        </message>
        <message>
            <source>next when a slot is free</source>
            <translation>有空位即开始</translation>
        </message>
        <message>
            <source>Resolving</source>
            <translation>解析中</translation>
        </message>
        <message>
            <source>reading the file list</source>
            <translation>正在读取文件列表</translation>
        </message>
        <message>
            <source>Downloading</source>
            <translation>下载中</translation>
        </message>
        <message>
            <source>Stalled</source>
            <translation>已停滞</translation>
        </message>
        <message>
            <source>no bytes for %1</source>
            <translation>%1 无数据</translation>
        </message>
        <message>
            <source>Verifying</source>
            <translation>校验中</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>by you</source>
            <translation>手动暂停</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>verified %1</source>
            <translation>%1 校验通过</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message numerus="yes">
            <source>%1 files</source>
            <translation>
                <numerusform>%1 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2 files</source>
            <translation>%1 / %2 个文件</translation>
        </message>
        <message>
            <source>offline mode is on</source>
            <translation>离线模式已开启</translation>
        </message>
        <message>
            <source>%1 more are needed</source>
            <translation>还需 %1</translation>
        </message>
        <message numerus="yes">
            <source>%n files could not be had: %1</source>
            <translation>
                <numerusform>%n 个文件未能取得：%1</numerusform>
            </translation>
        </message>
        <message>
            <source>no file changed</source>
            <translation>没有文件变化</translation>
        </message>
        <message>
            <source>%1 added, %2 changed, %3 removed</source>
            <translation>新增 %1，更改 %2，删除 %3</translation>
        </message>
        <message>
            <source>%1 are fetched again</source>
            <translation>正在重新获取 %1</translation>
        </message>
    </context>
    <context>
        <name>Error</name>
        <message>
            <source>The request could not be understood. Check the address that the client uses.</source>
            <translation>无法理解该请求。请检查客户端使用的地址。</translation>
        </message>
        <message>
            <source>This mirror serves downloads only. Send uploads to the Hub itself.</source>
            <translation>本镜像仅提供下载。请将上传直接发送到 Hub。</translation>
        </message>
        <message>
            <source>There is nothing at this address. Check HF_ENDPOINT.</source>
            <translation>该地址没有内容。请检查 HF_ENDPOINT。</translation>
        </message>
        <message>
            <source>The request header is too large. Send fewer or shorter headers.</source>
            <translation>请求头过大。请减少或缩短请求头。</translation>
        </message>
        <message>
            <source>The request body is too large. Ask for fewer paths at once.</source>
            <translation>请求体过大。请一次少查询一些路径。</translation>
        </message>
        <message>
            <source>The range lies beyond the end of the file.</source>
            <translation>请求的范围超出了文件末尾。</translation>
        </message>
        <message>
            <source>This revision has no such file. Check the file name.</source>
            <translation>该版本中没有此文件。请检查文件名。</translation>
        </message>
        <message>
            <source>The repository has no such revision. Check the branch, tag or commit.</source>
            <translation>仓库中没有此版本。请检查分支、标签或 commit。</translation>
        </message>
        <message>
            <source>There is no such repository, or it is private. Check the name, or add a token.</source>
            <translation>仓库不存在或为私有。请检查名称，或添加 token。</translation>
        </message>
        <message>
            <source>The repository is gated. Ask its authors for access and use a token that has it.</source>
            <translation>该仓库受限。请向作者申请访问权限，并使用已获授权的 token。</translation>
        </message>
        <message>
            <source>Access is denied. Check the token and the rights of this mirror.</source>
            <translation>访问被拒绝。请检查 token 和本镜像的权限。</translation>
        </message>
        <message>
            <source>Too many requests at once. Try again in a moment.</source>
            <translation>同时请求过多。请稍后重试。</translation>
        </message>
        <message>
            <source>The client took too long to send its request.</source>
            <translation>客户端发送请求超时。</translation>
        </message>
        <message>
            <source>The Hub cannot be reached. Check the network, the proxy and the upstream address.</source>
            <translation>无法连接 Hub。请检查网络、代理和上游地址。</translation>
        </message>
        <message>
            <source>The name of the Hub cannot be looked up. Check the network, the upstream address and the DNS settings.</source>
            <translation>无法解析 Hub 的域名。请检查网络、上游地址和 DNS 设置。</translation>
        </message>
        <message>
            <source>The connection to the Hub is not trusted. Check the clock, the proxy and the additional certificates.</source>
            <translation>与 Hub 的连接不受信任。请检查系统时间、代理和附加证书。</translation>
        </message>
        <message>
            <source>The Hub did not answer in time. Try again, or choose another upstream.</source>
            <translation>Hub 未及时响应。请重试，或更换上游。</translation>
        </message>
        <message>
            <source>The Hub refused the request. Check the token and the upstream address.</source>
            <translation>Hub 拒绝了请求。请检查 token 和上游地址。</translation>
        </message>
        <message>
            <source>The Hub has trouble of its own. Try again later, or choose another upstream.</source>
            <translation>Hub 自身出现故障。请稍后重试，或更换上游。</translation>
        </message>
        <message>
            <source>The Hub gave an answer that cannot be right. Try again, or choose another upstream.</source>
            <translation>Hub 返回了不正确的响应。请重试，或更换上游。</translation>
        </message>
        <message>
            <source>The Hub sends only whole files. Try again, or choose another upstream.</source>
            <translation>Hub 只发送完整文件。请重试，或更换上游。</translation>
        </message>
        <message>
            <source>The Hub limits this address. Wait a moment, or set a token for higher limits.</source>
            <translation>Hub 对本机地址限流。请稍候，或设置 token 以提高限额。</translation>
        </message>
        <message>
            <source>Offline mode is on and this is not in the cache. Go online to fetch it.</source>
            <translation>已开启离线模式，且缓存中没有该内容。恢复在线后可获取。</translation>
        </message>
        <message>
            <source>The bytes from upstream do not match their hash, so they were not kept. Try again, or choose another upstream.</source>
            <translation>上游数据与哈希不符，已丢弃。请重试，或更换上游。</translation>
        </message>
        <message>
            <source>The disk is full. Make room, or choose another data folder.</source>
            <translation>磁盘已满。请腾出空间，或更换数据文件夹。</translation>
        </message>
        <message>
            <source>The data folder cannot be written. Check its permissions.</source>
            <translation>数据文件夹无法写入。请检查权限。</translation>
        </message>
        <message>
            <source>The disk reported an error. Check the disk and the log.</source>
            <translation>磁盘报告错误。请检查磁盘和日志。</translation>
        </message>
        <message>
            <source>The address cannot be listened on. Choose another port.</source>
            <translation>无法监听该地址。请更换端口。</translation>
        </message>
        <message>
            <source>Another Mirrorlake uses this data folder. Stop it, or choose another folder.</source>
            <translation>另一个 Mirrorlake 正在使用该数据文件夹。请停止它，或更换文件夹。</translation>
        </message>
        <message>
            <source>The data folder cannot be used. Check that it exists and can be written.</source>
            <translation>数据文件夹无法使用。请确认它存在且可写。</translation>
        </message>
        <message>
            <source>The configuration is not valid. Correct the setting that is named.</source>
            <translation>配置无效。请更正所指的设置。</translation>
        </message>
        <message>
            <source>The mirror is stopping. Try again when it serves.</source>
            <translation>镜像正在停止。请在其恢复服务后重试。</translation>
        </message>
        <message>
            <source>Something went wrong inside the mirror. The log says more.</source>
            <translation>镜像内部出错。详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>%1 of %2</source>
            <comment>bytes done of all bytes, one unit at the end</comment>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>seconds</comment>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min</source>
            <comment>minutes</comment>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <comment>hours and minutes</comment>
            <translation>%1 小时 %2 分</translation>
        </message>
        <message>
            <source>%1 d %2 h</source>
            <comment>days and hours</comment>
            <translation>%1 天 %2 小时</translation>
        </message>
        <message>
            <source>now</source>
            <translation>刚刚</translation>
        </message>
        <message>
            <source>%1 min ago</source>
            <translation>%1 分钟前</translation>
        </message>
        <message>
            <source>%1 h ago</source>
            <translation>%1 小时前</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>昨天</translation>
        </message>
        <message numerus="yes">
            <source>%1 days ago</source>
            <translation>
                <numerusform>%1 天前</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>date format of QLocale::toString</comment>
            <translation>yyyy年M月d日</translation>
        </message>
    </context>
    <context>
        <name>JobChoices</name>
        <message>
            <source>Before others</source>
            <translation>优先</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>普通</translation>
        </message>
        <message>
            <source>After others</source>
            <translation>靠后</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <source>Overview</source>
            <translation>概览</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Downloads</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Clients</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Traffic</source>
            <translation>流量</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>RequestText</name>
        <message>
            <source>Hit</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>Joined</source>
            <translation>共享回源</translation>
        </message>
        <message>
            <source>Miss</source>
            <translation>未命中</translation>
        </message>
        <message>
            <source>Stale</source>
            <translation>沿用旧缓存</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Left early</source>
            <translation>客户端中断</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>已应答</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Listen on</source>
            <translation>监听地址</translation>
        </message>
        <message>
            <source>Addresses and ports that clients reach, such as 127.0.0.1:8090 for this machine only or 0.0.0.0:8090 for the whole network. Port 0 takes any free one.</source>
            <translation>客户端访问的地址和端口。例如 127.0.0.1:8090 仅限本机，0.0.0.0:8090 面向整个网络。端口 0 表示任选空闲端口。</translation>
        </message>
        <message>
            <source>Public URL</source>
            <translation>公开 URL</translation>
        </message>
        <message>
            <source>The URL that clients are told, for use behind a proxy. Empty: the address they came by.</source>
            <translation>告知客户端的 URL，用于部署在代理之后。留空则使用客户端访问时的地址。</translation>
        </message>
        <message>
            <source>threads</source>
            <translation>个线程</translation>
        </message>
        <message>
            <source>Server threads</source>
            <translation>服务线程数</translation>
        </message>
        <message>
            <source>Threads that serve clients. 0: one a processor core, at most 4.</source>
            <translation>为客户端服务的线程数。0 表示每个处理器核心一个，最多 4 个。</translation>
        </message>
        <message>
            <source>connections</source>
            <translation>个连接</translation>
        </message>
        <message>
            <source>Most connections</source>
            <translation>最大连接数</translation>
        </message>
        <message>
            <source>Client connections at the same time; more have to wait.</source>
            <translation>同时存在的客户端连接数，超出者需等待。</translation>
        </message>
        <message>
            <source>Idle time-out</source>
            <translation>空闲超时</translation>
        </message>
        <message>
            <source>How long a connection without requests is kept.</source>
            <translation>无请求的连接保留多久。</translation>
        </message>
        <message>
            <source>Read time-out</source>
            <translation>读取超时</translation>
        </message>
        <message>
            <source>How long a client may take to send a whole request.</source>
            <translation>客户端发送完整请求的最长时间。</translation>
        </message>
        <message>
            <source>Write time-out</source>
            <translation>写入超时</translation>
        </message>
        <message>
            <source>How long a client may take no byte before its connection is closed.</source>
            <translation>客户端多久不接收数据即关闭其连接。</translation>
        </message>
        <message>
            <source>Grace time</source>
            <translation>宽限时间</translation>
        </message>
        <message>
            <source>How long running transfers may go on when the mirror stops.</source>
            <translation>镜像停止时，正在进行的传输还可继续多久。</translation>
        </message>
        <message>
            <source>Largest request header</source>
            <translation>请求头上限</translation>
        </message>
        <message>
            <source>Requests with a larger header are refused.</source>
            <translation>请求头超过此大小的请求将被拒绝。</translation>
        </message>
        <message>
            <source>Largest request body</source>
            <translation>请求体上限</translation>
        </message>
        <message>
            <source>Requests with a larger body are refused.</source>
            <translation>请求体超过此大小的请求将被拒绝。</translation>
        </message>
        <message>
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <source>The Hub, or another mirror of it, that files come from.</source>
            <translation>文件的来源：Hub，或它的其他镜像。</translation>
        </message>
        <message>
            <source>Upstream token</source>
            <translation>上游 token</translation>
        </message>
        <message>
            <source>Access token of this mirror at the upstream. It is sent there and nowhere else.</source>
            <translation>本镜像访问上游的 token，仅发送给上游。</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <source>Proxy to the upstream, such as http://proxy:3128 or socks5h://user:password@proxy:1080. Empty: as the environment says.</source>
            <translation>访问上游的代理，例如 http://proxy:3128 或 socks5h://user:password@proxy:1080。留空则遵循环境变量。</translation>
        </message>
        <message>
            <source>Additional certificates</source>
            <translation>附加证书</translation>
        </message>
        <message>
            <source>A PEM file with certificates to trust besides those of the system.</source>
            <translation>除系统证书外还要信任的证书（PEM 文件）。</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Serve what is in the cache and never ask the upstream. Running downloads wait.</source>
            <translation>仅提供缓存中的内容，不访问上游；进行中的下载会等待。</translation>
        </message>
        <message>
            <source>Connect time-out</source>
            <translation>连接超时</translation>
        </message>
        <message>
            <source>How long a connection to the upstream may take.</source>
            <translation>连接上游的最长时间。</translation>
        </message>
        <message>
            <source>Stall time-out</source>
            <translation>停滞超时</translation>
        </message>
        <message>
            <source>How long a download from the upstream may bring no byte before it is tried again.</source>
            <translation>上游下载多久无数据即重试。</translation>
        </message>
        <message>
            <source>Branches are believed for</source>
            <translation>分支有效期</translation>
        </message>
        <message>
            <source>How long the commit of a branch or tag is used without asking the upstream again.</source>
            <translation>分支或标签对应的 commit 在多久内无需再次询问上游。</translation>
        </message>
        <message>
            <source>Download threads</source>
            <translation>下载线程数</translation>
        </message>
        <message>
            <source>Threads that fetch from the upstream.</source>
            <translation>从上游获取数据的线程数。</translation>
        </message>
        <message>
            <source>Connections for one file</source>
            <translation>单文件连接数</translation>
        </message>
        <message>
            <source>Most connections that fetch one file at the same time.</source>
            <translation>同时获取一个文件的最大连接数。</translation>
        </message>
        <message>
            <source>Connections to one host</source>
            <translation>单主机连接数</translation>
        </message>
        <message>
            <source>Most connections to one upstream host at the same time.</source>
            <translation>同时连接同一上游主机的最大连接数。</translation>
        </message>
        <message>
            <source>Keep free</source>
            <translation>保留空间</translation>
        </message>
        <message>
            <source>Disk space that the cache never uses. 0: 5 % of the disk or 10 GB, whichever is less.</source>
            <translation>缓存绝不占用的磁盘空间。0 表示磁盘的 5% 与 10 GB 中的较小者。</translation>
        </message>
        <message>
            <source>Offer Xet</source>
            <translation>提供 Xet</translation>
        </message>
        <message>
            <source>Whom the mirror tells that files can be had through Xet. auto: clients that are faster that way, and for files above 50 GB all that can; on: everyone; off: nobody. Who asks for it is always served.</source>
            <translation>向哪些客户端告知文件可通过 Xet 获取。auto：通过 Xet 更快的客户端，以及超过 50 GB 的文件的所有可用客户端；on：所有客户端；off：不告知。主动请求者始终得到服务。</translation>
        </message>
        <message>
            <source>Log level</source>
            <translation>日志级别</translation>
        </message>
        <message>
            <source>The least important lines that are written.</source>
            <translation>写入日志的最低级别。</translation>
        </message>
        <message>
            <source>Log format</source>
            <translation>日志格式</translation>
        </message>
        <message>
            <source>Lines for people, or JSON for programs.</source>
            <translation>供人阅读的文本，或供程序使用的 JSON。</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Colours of the window.</source>
            <translation>窗口配色。</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Language of the window.</source>
            <translation>窗口语言。</translation>
        </message>
        <message>
            <source>requests</source>
            <translation>个请求</translation>
        </message>
        <message>
            <source>Most requests</source>
            <translation>最大请求数</translation>
        </message>
        <message>
            <source>Requests answered at the same time; more are told to try again.</source>
            <translation>同时处理的请求数，超出者会被告知稍后重试。</translation>
        </message>
        <message>
            <source>Further upstreams</source>
            <translation>更多上游</translation>
        </message>
        <message>
            <source>Asked in this order when the first one fails, each such as https://hf-mirror.com, perhaps followed by authoritative, tokens, token=…, proxy=…, ca=…, doh=…, address=…, weight=2 or limit=50MB.</source>
            <translation>首个上游失败时按此顺序询问，每个形如 https://hf-mirror.com，其后可加 authoritative、tokens、token=…、proxy=…、ca=…、doh=…、address=…、weight=2 或 limit=50MB。</translation>
        </message>
        <message>
            <source>Which upstream</source>
            <translation>上游选择</translation>
        </message>
        <message>
            <source>The first in order that works, the fastest, or the first unless it is slow.</source>
            <translation>按顺序选第一个可用的、选最快的，或在首个不慢时选首个。</translation>
        </message>
        <message>
            <source>Slow means</source>
            <translation>慢的标准</translation>
        </message>
        <message>
            <source>An upstream that takes this much longer to answer than the best one is slow.</source>
            <translation>响应时间比最佳上游长出此值即视为慢。</translation>
        </message>
        <message>
            <source>Believe further upstreams</source>
            <translation>信任更多上游</translation>
        </message>
        <message>
            <source>Take branches and listings from any upstream when no authoritative one answers.</source>
            <translation>没有权威上游响应时，接受任意上游的分支和列表。</translation>
        </message>
        <message>
            <source>DNS over HTTPS</source>
            <translation>DNS over HTTPS</translation>
        </message>
        <message>
            <source>URL of the server that names are asked of. Empty: as the system does.</source>
            <translation>用于查询域名的服务器 URL。留空则遵循系统设置。</translation>
        </message>
        <message>
            <source>Fixed addresses</source>
            <translation>固定地址</translation>
        </message>
        <message>
            <source>Hosts whose address is not asked for, each as HOST:PORT:ADDRESS.</source>
            <translation>无需查询地址的主机，每项形如 HOST:PORT:ADDRESS。</translation>
        </message>
        <message>
            <source>Speed limit</source>
            <translation>限速</translation>
        </message>
        <message>
            <source>Bytes a second that come from the first upstream at most. 0: no limit.</source>
            <translation>首个上游每秒的最大字节数。0 表示不限速。</translation>
        </message>
        <message>
            <source>When nobody waits any more</source>
            <translation>无人等待时</translation>
        </message>
        <message>
            <source>Go on, go on if the file is half here or below 1 GiB, pause, or stop and delete what came.</source>
            <translation>继续；已完成一半或小于 1 GiB 时继续；暂停；或停止并删除已下载的部分。</translation>
        </message>
        <message>
            <source>To all clients</source>
            <translation>对全部客户端</translation>
        </message>
        <message>
            <source>Bytes a second to all clients together. 0: no limit.</source>
            <translation>全部客户端合计每秒字节数。0 表示不限。</translation>
        </message>
        <message>
            <source>To each client</source>
            <translation>对每个客户端</translation>
        </message>
        <message>
            <source>Bytes a second to one client, however many connections it has. 0: no limit.</source>
            <translation>单个客户端每秒字节数，与其连接数无关。0 表示不限。</translation>
        </message>
        <message>
            <source>Groups of clients</source>
            <translation>客户端分组</translation>
        </message>
        <message>
            <source>Clients that share a limit, each such as lab:10.1.0.0/16+10.2.0.7=20MB.</source>
            <translation>共用一个限速的客户端，每项形如 lab:10.1.0.0/16+10.2.0.7=20MB。</translation>
        </message>
        <message>
            <source>From all upstreams</source>
            <translation>来自全部上游</translation>
        </message>
        <message>
            <source>Bytes a second that come from all upstreams together. Files in the cache are not slowed. 0: no limit.</source>
            <translation>全部上游合计每秒字节数。已缓存的文件不受影响。0 表示不限。</translation>
        </message>
        <message>
            <source>Hours of client limits</source>
            <translation>客户端限速时段</translation>
        </message>
        <message>
            <source>When limits to clients apply, such as mon-fri 9-18 limited, or full, or off; later ones win.</source>
            <translation>客户端限速何时生效，如 mon-fri 9-18 limited，也可用 full 或 off；后写的优先。</translation>
        </message>
        <message>
            <source>Hours of upstream limits</source>
            <translation>上游限速时段</translation>
        </message>
        <message>
            <source>When limits from upstream apply, such as mon-fri 9-18 limited, or full, or off; later ones win.</source>
            <translation>上游限速何时生效，如 mon-fri 9-18 limited，也可用 full 或 off；后写的优先。</translation>
        </message>
        <message>
            <source>Requests of one client</source>
            <translation>单个客户端的请求数</translation>
        </message>
        <message>
            <source>Requests of one client that are answered at the same time; more wait for their turn. 0: no limit.</source>
            <translation>单个客户端同时处理的请求数，超出的排队等候。0 表示不限。</translation>
        </message>
        <message>
            <source>Request rate of one client</source>
            <translation>单个客户端的请求频率</translation>
        </message>
        <message>
            <source>New requests a second of one client; more wait for their turn. 0: no limit.</source>
            <translation>单个客户端每秒新请求数，超出的排队等候。0 表示不限。</translation>
        </message>
        <message>
            <source>Longest wait</source>
            <translation>最长等候</translation>
        </message>
        <message>
            <source>How long a request waits for its turn before the client is told to come back later.</source>
            <translation>请求排队多久之后，让客户端稍后再来。</translation>
        </message>
        <message>
            <source>What goes first</source>
            <translation>先淘汰什么</translation>
        </message>
        <message>
            <source>Least recently used, least often used, first come, the largest, or by use, size and age together.</source>
            <translation>最久未用、最少使用、最早到来、最大，或综合使用、大小与时间。</translation>
        </message>
        <message>
            <source>What goes together</source>
            <translation>淘汰单位</translation>
        </message>
        <message>
            <source>Single files, or whole snapshots of a repository.</source>
            <translation>单个文件，或仓库的整个快照。</translation>
        </message>
        <message>
            <source>Largest cache</source>
            <translation>缓存上限</translation>
        </message>
        <message>
            <source>When the cache is larger, files go by themselves. 0: no bound.</source>
            <translation>缓存超过此大小时自动淘汰文件。0 表示不限。</translation>
        </message>
        <message>
            <source>Room for new files</source>
            <translation>为新文件留出空间</translation>
        </message>
        <message>
            <source>Files go by themselves when new ones could take less than this. 0: no bound.</source>
            <translation>可供新文件使用的空间少于此值时自动淘汰文件。0 表示不限。</translation>
        </message>
        <message>
            <source>Least age</source>
            <translation>最短保留</translation>
        </message>
        <message>
            <source>What came or was used within this time stays.</source>
            <translation>在此时间内到来或使用过的文件不会淘汰。</translation>
        </message>
        <message>
            <source>Not used for</source>
            <translation>多久未用</translation>
        </message>
        <message>
            <source>Files that nobody used for this long go. 0: they stay.</source>
            <translation>这么久无人使用的文件会淘汰。0 表示保留。</translation>
        </message>
        <message>
            <source>Held for at most</source>
            <translation>最长保留</translation>
        </message>
        <message>
            <source>Files go after this time even when they are used, unless they are pinned. 0: they stay.</source>
            <translation>超过此时间的文件即使在用也会淘汰，除非已固定。0 表示保留。</translation>
        </message>
        <message>
            <source>Files of no commit</source>
            <translation>无提交引用的文件</translation>
        </message>
        <message>
            <source>Files that no known commit has go after this time without use. 0: they stay.</source>
            <translation>没有已知提交引用的文件，在这么久未用后淘汰。0 表示保留。</translation>
        </message>
        <message>
            <source>Old commits</source>
            <translation>旧提交</translation>
        </message>
        <message>
            <source>Files that only commits without a branch or tag have go after this time without use. 0: they stay.</source>
            <translation>只属于无分支或标签的提交的文件，在这么久未用后淘汰。0 表示保留。</translation>
        </message>
        <message>
            <source>Unfinished downloads</source>
            <translation>未完成的下载</translation>
        </message>
        <message>
            <source>What is left of a download that nobody continues goes after this time. 0: it stays.</source>
            <translation>无人继续的下载残留在此时间后删除。0 表示保留。</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>回收区</translation>
        </message>
        <message>
            <source>How long files that went can come back while there is room. 0: they go at once.</source>
            <translation>空间允许时，已淘汰的文件在多久之内可以恢复。0 表示立即删除。</translation>
        </message>
        <message>
            <source>Time of day</source>
            <translation>每日时刻</translation>
        </message>
        <message>
            <source>When ages are looked at, such as 03:00. Empty: every hour.</source>
            <translation>何时检查文件时间，如 03:00。留空：每小时。</translation>
        </message>
        <message>
            <source>Price of a gigabyte</source>
            <translation>每 GB 价格</translation>
        </message>
        <message>
            <source>What a gigabyte from upstream costs, such as 0.09 EUR; for the money that was saved.</source>
            <translation>上游每 GB 的费用，如 0.09 EUR，用于计算省下的钱。</translation>
        </message>
        <message>
            <source>Access log</source>
            <translation>访问日志</translation>
        </message>
        <message>
            <source>Write a line for each answered request into access.log in the data folder.</source>
            <translation>为每个已答复的请求在数据文件夹的 access.log 中写一行。</translation>
        </message>
        <message>
            <source>Size of the access log</source>
            <translation>访问日志大小</translation>
        </message>
        <message>
            <source>A new file is begun at this size; five older ones are kept.</source>
            <translation>达到此大小时另起新文件，保留五个旧文件。</translation>
        </message>
        <message>
            <source>Rights are believed for</source>
            <translation>权限有效期</translation>
        </message>
        <message>
            <source>How long a caller whom the upstream let read a gated or private repository may do so without being asked about again.</source>
            <translation>上游允许读取受限或私有仓库的调用者，在多久内无需再次询问。</translation>
        </message>
        <message>
            <source>Refusals are believed for</source>
            <translation>拒绝有效期</translation>
        </message>
        <message>
            <source>How long a caller whom the upstream refused is refused without asking again.</source>
            <translation>被上游拒绝的调用者，在多久内直接拒绝而不再询问。</translation>
        </message>
        <message>
            <source>Rights without upstream</source>
            <translation>上游不可用时的权限</translation>
        </message>
        <message>
            <source>How long a right goes on while the upstream cannot be reached to ask again.</source>
            <translation>无法联系上游再次询问时，已有权限可延续多久。</translation>
        </message>
        <message>
            <source>Lend the upstream token for</source>
            <translation>出借上游 token 的仓库</translation>
        </message>
        <message>
            <source>Gated or private repositories that everyone who reaches this mirror may read by its own upstream token, such as org/name or org/*. Empty: callers need a right of their own.</source>
            <translation>凡能访问本镜像者，均可凭镜像自己的上游 token 读取的受限或私有仓库，例如 org/name 或 org/*。留空：调用者须有自己的权限。</translation>
        </message>
        <message>
            <source>downloads</source>
            <translation>个下载</translation>
        </message>
        <message>
            <source>Pre-downloads at once</source>
            <translation>同时进行的预下载</translation>
        </message>
        <message>
            <source>How many pre-downloads run at the same time.</source>
            <translation>同时进行多少个预下载。</translation>
        </message>
        <message>
            <source>files</source>
            <translation>个文件</translation>
        </message>
        <message>
            <source>Files at once</source>
            <translation>同时下载的文件</translation>
        </message>
        <message>
            <source>How many files of one pre-download are fetched at the same time.</source>
            <translation>一个预下载同时获取多少个文件。</translation>
        </message>
        <message>
            <source>Pre-download hours</source>
            <translation>预下载时段</translation>
        </message>
        <message>
            <source>When pre-downloads without hours of their own run, such as 22:00-06:00. Empty: always.</source>
            <translation>没有单独设定时段的预下载何时运行，例如 22:00-06:00。留空表示随时。</translation>
        </message>
        <message>
            <source>Look for updates every</source>
            <translation>检查更新的间隔</translation>
        </message>
        <message>
            <source>How often a pre-download that is kept current asks for a newer commit.</source>
            <translation>保持最新的预下载每隔多久检查一次新提交。</translation>
        </message>
        <message>
            <source>percent</source>
            <translation>%</translation>
        </message>
        <message>
            <source>Memory in use</source>
            <translation>内存占用上限</translation>
        </message>
        <message>
            <source>When more of the memory than this is in use, or work waits for memory, whatever no client waits for rests. 0: it never rests.</source>
            <translation>内存占用超过此比例，或有工作在等待内存时，没有客户端等待的任务会暂停。0：从不暂停。</translation>
        </message>
        <message>
            <source>Files from upstream at once</source>
            <translation>同时从上游获取的文件数</translation>
        </message>
        <message>
            <source>Most files that are fetched at the same time; more wait for their turn. 0: no bound.</source>
            <translation>同时获取的文件数上限，其余排队等候。0：不限。</translation>
        </message>
        <message>
            <source>Guess what comes next</source>
            <translation>预测接下来的需要</translation>
        </message>
        <message>
            <source>When a client takes the config.json of a model, its index, tokenizer and first weights are fetched ahead.</source>
            <translation>客户端取用模型的 config.json 时，提前获取其索引、分词器和最先的权重。</translation>
        </message>
        <message>
            <source>Bytes a second that are read from the disk when files are compared with their hashes. 0: no limit.</source>
            <translation>核对文件哈希时，每秒从磁盘读取的字节数。0：不限。</translation>
        </message>
        <message>
            <source>Nightly check at</source>
            <translation>每晚抽查时间</translation>
        </message>
        <message>
            <source>When some files are compared with their hashes each day and what is damaged is fetched again, such as 03:30. Empty: never.</source>
            <translation>每天在这个时间抽查一些文件的哈希，损坏的会重新下载，例如 03:30。留空：从不。</translation>
        </message>
        <message>
            <source>Files of a nightly check</source>
            <translation>每晚抽查的文件数</translation>
        </message>
        <message>
            <source>How many files are chosen by chance for it.</source>
            <translation>每次随机抽查多少个文件。</translation>
        </message>
        <message>
            <source>Further host names</source>
            <translation>其他主机名</translation>
        </message>
        <message>
            <source>Names by which clients reach a mirror that listens on this machine only, such as the name of a proxy. localhost and the name of the public URL always count.</source>
            <translation>当镜像只监听本机时，客户端用来访问它的名称，例如代理的名称。localhost 和公开 URL 中的名称始终有效。</translation>
        </message>
        <message>
            <source>Data viewer</source>
            <translation>数据查看器</translation>
        </message>
        <message>
            <source>URL of the upstream&apos;s data viewer. Empty: datasets-server. is put before the name of the upstream.</source>
            <translation>上游数据查看器的 URL。留空：在上游名称前加上 datasets-server.。</translation>
        </message>
        <message>
            <source>Reading speed</source>
            <translation>读取速度</translation>
        </message>
        <message>
            <source>Closing the window</source>
            <translation>关闭窗口时</translation>
        </message>
        <message>
            <source>Keep serving in the tray, ask each time, or quit. Without a tray the window asks while the mirror serves, and is never hidden.</source>
            <translation>留在托盘继续服务、每次询问或退出。没有托盘时，服务中会先询问，窗口不会隐藏。</translation>
        </message>
        <message>
            <source>Start hidden</source>
            <translation>启动时隐藏</translation>
        </message>
        <message>
            <source>Begin in the tray, without a window. Without a tray it is shown.</source>
            <translation>启动后只在托盘中，不显示窗口。没有托盘时仍会显示。</translation>
        </message>
        <message>
            <source>When a download is done</source>
            <translation>下载完成时</translation>
        </message>
        <message>
            <source>Tell the desktop of pre-downloads that are complete and verified.</source>
            <translation>预下载完成并通过校验时发出桌面通知。</translation>
        </message>
        <message>
            <source>When a download failed</source>
            <translation>下载失败时</translation>
        </message>
        <message>
            <source>Tell the desktop of pre-downloads that failed, and why.</source>
            <translation>预下载失败时发出桌面通知并说明原因。</translation>
        </message>
        <message>
            <source>When the disk is full</source>
            <translation>磁盘已满时</translation>
        </message>
        <message>
            <source>Tell the desktop when downloads wait for room on the disk.</source>
            <translation>下载因磁盘空间不足而等待时发出桌面通知。</translation>
        </message>
        <message>
            <source>When the upstream is gone</source>
            <translation>上游不可用时</translation>
        </message>
        <message>
            <source>Tell the desktop when no upstream answers, and when one does again.</source>
            <translation>没有上游应答时以及恢复后发出桌面通知。</translation>
        </message>
        <message>
            <source>When a new client comes</source>
            <translation>出现新客户端时</translation>
        </message>
        <message>
            <source>Tell the desktop of clients that were never seen before.</source>
            <translation>出现从未见过的客户端时发出桌面通知。</translation>
        </message>
        <message>
            <source>Names of clients</source>
            <translation>客户端名称</translation>
        </message>
        <message>
            <source>How clients are shown, each such as 192.168.1.58=lab-ws-07.</source>
            <translation>客户端的显示名称，每项形如 192.168.1.58=lab-ws-07。</translation>
        </message>
        <message>
            <source>Blocked clients</source>
            <translation>已阻止的客户端</translation>
        </message>
        <message>
            <source>Addresses and networks that get nothing from this mirror, such as 192.168.2.0/24.</source>
            <translation>这些地址和网段无法从本镜像获取任何内容，例如 192.168.2.0/24。</translation>
        </message>
        <message>
            <source>Admin API open to this machine</source>
            <translation>管理接口对本机开放</translation>
        </message>
        <message>
            <source>Trusted proxies</source>
            <translation>可信代理</translation>
        </message>
        <message>
            <source>Addresses and networks of proxies in front, such as 127.0.0.1. What comes through one of them counts for the client that its X-Forwarded-For names last, in limits, blocks and figures. Nobody else is believed.</source>
            <translation>前面的代理的地址和网段，例如 127.0.0.1。经它们而来的请求，在限速、阻止和统计中都算作 X-Forwarded-For 里最后列出的客户端。其他来源的该请求头一概不信。</translation>
        </message>
        <message>
            <source>Whoever runs programs on this machine may use the admin API without the control token, by localhost or 127.0.0.1. Requests that name a proxy or come from another site&apos;s page still need it, and so do all while a public URL, further host names or trusted proxies say that a proxy stands in front.</source>
            <translation>在本机运行程序的人可以通过 localhost 或 127.0.0.1 使用管理接口，无需控制令牌。带有代理标记或由其他网站页面发来的请求仍然需要令牌；设置了公开 URL、其他主机名或可信代理（说明前面有代理）时，所有请求都需要令牌。</translation>
        </message>
    </context>
    <context>
        <name>SettingsArea</name>
        <message>
            <source>Server and network</source>
            <translation>服务器与网络</translation>
        </message>
        <message>
            <source>Upstreams and proxy</source>
            <translation>上游与代理</translation>
        </message>
        <message>
            <source>Cache and eviction</source>
            <translation>缓存与清理</translation>
        </message>
        <message>
            <source>Limits and schedule</source>
            <translation>限速与时段</translation>
        </message>
        <message>
            <source>Downloads</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Look and language</source>
            <translation>外观与语言</translation>
        </message>
        <message>
            <source>Log and privacy</source>
            <translation>日志与隐私</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>高级</translation>
        </message>
        <message>
            <source>Tray and notices</source>
            <translation>托盘与通知</translation>
        </message>
    </context>
    <context>
        <name>SettingsChoice</name>
        <message>
            <source>The first in order that works</source>
            <translation>按顺序第一个可用的</translation>
        </message>
        <message>
            <source>The fastest</source>
            <translation>最快的</translation>
        </message>
        <message>
            <source>The first, unless it is slow</source>
            <translation>第一个，除非它变慢</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续下载</translation>
        </message>
        <message>
            <source>Go on if half is here or it is small</source>
            <translation>已过半或文件较小则继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Stop and delete what came</source>
            <translation>停止并删除已下载部分</translation>
        </message>
        <message>
            <source>To whom it helps</source>
            <translation>只对有益的客户端</translation>
        </message>
        <message>
            <source>To everyone</source>
            <translation>对所有客户端</translation>
        </message>
        <message>
            <source>To nobody</source>
            <translation>不提供</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Debug</source>
            <translation>调试</translation>
        </message>
        <message>
            <source>Info</source>
            <translation>信息</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>不写</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Serve on in the tray</source>
            <translation>在托盘中继续服务</translation>
        </message>
        <message>
            <source>Ask each time</source>
            <translation>每次询问</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Least recently used</source>
            <translation>最久未用</translation>
        </message>
        <message>
            <source>Least often used</source>
            <translation>使用最少</translation>
        </message>
        <message>
            <source>First come</source>
            <translation>最早到来</translation>
        </message>
        <message>
            <source>The largest</source>
            <translation>最大</translation>
        </message>
        <message>
            <source>By use, size and age</source>
            <translation>综合使用、大小与新旧</translation>
        </message>
        <message>
            <source>Single files</source>
            <translation>单个文件</translation>
        </message>
        <message>
            <source>Whole snapshots</source>
            <translation>整个快照</translation>
        </message>
    </context>
    <context>
        <name>StartBanner</name>
        <message>
            <source>The mirror did not start.</source>
            <translation>镜像未能启动。</translation>
        </message>
        <message>
            <source>Port %1 cannot be used, so the mirror did not start.</source>
            <translation>端口 %1 无法使用，镜像未能启动。</translation>
        </message>
        <message>
            <source>Port %1 is free. If you switch, clients need the new address.</source>
            <translation>端口 %1 可用。更换后，客户端需使用新地址。</translation>
        </message>
        <message>
            <source>Use %1</source>
            <comment>a free port</comment>
            <translation>使用 %1</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>There is no connection to this mirror.</source>
            <translation>与该镜像没有连接。</translation>
        </message>
        <message>
            <source>It does not run, or the network does not let it through. It is asked again by itself.</source>
            <translation>它没有运行，或者网络不通。程序会自动重试。</translation>
        </message>
        <message>
            <source>This mirror refuses the token.</source>
            <translation>该镜像拒绝了这个 token。</translation>
        </message>
        <message>
            <source>Connect to it again with the token in the file control.token of its data folder.</source>
            <translation>请用它数据文件夹中 control.token 文件里的 token 重新连接。</translation>
        </message>
        <message>
            <source>What answers at this address is no Mirrorlake. Check the address.</source>
            <translation>这个地址上应答的不是 Mirrorlake。请检查地址。</translation>
        </message>
        <message>
            <source>Another program uses it.</source>
            <translation>另一个程序正在使用它。</translation>
        </message>
        <message>
            <source>Ports below 1024 need an administrator&apos;s rights.</source>
            <translation>1024 以下的端口需要管理员权限。</translation>
        </message>
        <message>
            <source>This PC does not have that address any more.</source>
            <translation>本机已没有这个地址。</translation>
        </message>
    </context>
    <context>
        <name>State</name>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>启动中</translation>
        </message>
        <message>
            <source>Serving, offline</source>
            <translation>服务中（离线）</translation>
        </message>
        <message>
            <source>Serving</source>
            <translation>服务中</translation>
        </message>
        <message>
            <source>Stopping</source>
            <translation>正在停止</translation>
        </message>
        <message numerus="yes">
            <source>Stopping, %1 clients finish</source>
            <translation>
                <numerusform>正在停止（等待 %1 个客户端）</numerusform>
            </translation>
        </message>
        <message>
            <source>Not serving</source>
            <translation>未提供服务</translation>
        </message>
    </context>
    <context>
        <name>TrafficSpan</name>
        <message>
            <source>1 min</source>
            <translation>1 分钟</translation>
        </message>
        <message>
            <source>10 min</source>
            <translation>10 分钟</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1 小时</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 小时</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>按日</translation>
        </message>
        <message>
            <source>Months</source>
            <translation>按月</translation>
        </message>
    </context>
    <context>
        <name>TrashReason</name>
        <message>
            <source>deleted by hand</source>
            <translation>手动删除</translation>
        </message>
        <message>
            <source>the cache was too large</source>
            <translation>缓存超出上限</translation>
        </message>
        <message>
            <source>the disk was too full</source>
            <translation>磁盘空间不足</translation>
        </message>
        <message>
            <source>not used for too long</source>
            <translation>太久未使用</translation>
        </message>
        <message>
            <source>held for too long</source>
            <translation>保留太久</translation>
        </message>
        <message>
            <source>of no known commit</source>
            <translation>不属于任何已知提交</translation>
        </message>
        <message>
            <source>of an old commit</source>
            <translation>属于旧提交</translation>
        </message>
    </context>
    <context>
        <name>WeekGrid</name>
        <message>
            <source>Mon</source>
            <translation>周一</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>周二</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>周三</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>周四</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>周五</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>周六</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>周日</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AboutDialog</name>
        <message>
            <source>About Mirrorlake</source>
            <translation>关于 Mirrorlake</translation>
        </message>
        <message>
            <source>A Hugging Face mirror for this computer and its network.</source>
            <translation>面向本机及其网络的 Hugging Face 镜像。</translation>
        </message>
        <message>
            <source>Free software under the GNU General Public License, version 3 or later, without any warranty. It stands on these libraries:</source>
            <translation>自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本，不提供任何担保。使用了以下库：</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>库</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Libraries and their licences</source>
            <translation>所用库及其许可证</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AccessPage</name>
        <message>
            <source>Who may connect</source>
            <translation>谁可以连接</translation>
        </message>
        <message>
            <source>free</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>This port cannot be used here.</source>
            <translation>此端口不可用。</translation>
        </message>
        <message>
            <source>Only this PC</source>
            <translation>仅本机</translation>
        </message>
        <message>
            <source>Every network of this PC, VPN and virtual ones too</source>
            <translation>本机的所有网络，包括 VPN 和虚拟网络</translation>
        </message>
        <message>
            <source>This PC and the network of %1 (%2)</source>
            <translation>本机和 %1 所在网络（%2）</translation>
        </message>
        <message>
            <source>Who may connect?</source>
            <translation>谁可以连接？</translation>
        </message>
        <message>
            <source>Nothing is opened to the network unless you say so here.</source>
            <translation>除非在此选择，否则不会对网络开放。</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>端口</translation>
        </message>
        <message>
            <source>Start the mirror, hidden, when I log in</source>
            <translation>登录时隐藏启动镜像</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Actions</name>
        <message>
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Client setup…</source>
            <translation>客户端设置…</translation>
        </message>
        <message>
            <source>Change the address…</source>
            <translation>修改地址…</translation>
        </message>
        <message>
            <source>Open the log</source>
            <translation>打开日志</translation>
        </message>
        <message>
            <source>Open the settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>下一个区域</translation>
        </message>
        <message>
            <source>Previous pane</source>
            <translation>上一个区域</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
        <message>
            <source>Keys…</source>
            <translation>快捷键…</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>关闭窗口</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Stop the mirror</source>
            <translation>停止镜像</translation>
        </message>
        <message>
            <source>Start the mirror</source>
            <translation>启动镜像</translation>
        </message>
        <message>
            <source>Offline mode</source>
            <translation>离线模式</translation>
        </message>
        <message>
            <source>Health check</source>
            <translation>健康检查</translation>
        </message>
        <message>
            <source>Add download…</source>
            <translation>添加下载…</translation>
        </message>
        <message>
            <source>Add what was copied</source>
            <translation>添加已复制的内容</translation>
        </message>
        <message>
            <source>Pause or resume all downloads</source>
            <translation>暂停或继续所有下载</translation>
        </message>
        <message>
            <source>Set up Mirrorlake…</source>
            <translation>设置 Mirrorlake…</translation>
        </message>
        <message>
            <source>Reset layout</source>
            <translation>重置布局</translation>
        </message>
        <message>
            <source>Save diagnostics…</source>
            <translation>保存诊断信息…</translation>
        </message>
        <message>
            <source>About Mirrorlake</source>
            <translation>关于 Mirrorlake</translation>
        </message>
        <message>
            <source>Open Mirrorlake</source>
            <translation>打开 Mirrorlake</translation>
        </message>
        <message>
            <source>Search or filter the page</source>
            <translation>搜索或筛选当前页面</translation>
        </message>
        <message>
            <source>Clear the filter, close details</source>
            <translation>清除筛选、关闭详情</translation>
        </message>
        <message>
            <source>Details on or off</source>
            <translation>显示或隐藏详情</translation>
        </message>
        <message>
            <source>Pause or resume</source>
            <translation>暂停或继续</translation>
        </message>
        <message>
            <source>Move to the front</source>
            <translation>移到最前</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Move to the end</source>
            <translation>移到最后</translation>
        </message>
        <message>
            <source>Remove from list</source>
            <translation>从列表移除</translation>
        </message>
        <message>
            <source>Delete files…</source>
            <translation>删除文件…</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>固定或取消固定</translation>
        </message>
        <message>
            <source>Move the cache…</source>
            <translation>移动缓存…</translation>
        </message>
        <message>
            <source>Trash…</source>
            <translation>回收区…</translation>
        </message>
        <message>
            <source>User guide</source>
            <translation>使用指南</translation>
        </message>
        <message>
            <source>Import a cache…</source>
            <translation>导入已有缓存…</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ActiveClientsCard</name>
        <message>
            <source>Active clients</source>
            <translation>活跃客户端</translation>
        </message>
        <message>
            <source>No client downloads at this moment.</source>
            <translation>当前没有客户端在下载。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AddDialog</name>
        <message numerus="yes">
            <source>%1 downloads will be added.</source>
            <translation>
                <numerusform>将添加 %1 个下载。</numerusform>
            </translation>
        </message>
        <message>
            <source>Add download</source>
            <translation>添加下载</translation>
        </message>
        <message>
            <source>What to download</source>
            <translation>下载什么</translation>
        </message>
        <message>
            <source>A model name, a URL of the Hub, org/name@revision, org/name:Q4_K_M, or datasets/org/name. Several go on lines of their own.</source>
            <translation>模型名、Hub 链接、org/name@版本、org/name:Q4_K_M 或 datasets/org/name；多个请分行填写。</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>No repository is named yet.</source>
            <translation>尚未填写仓库。</translation>
        </message>
        <message>
            <source>Download %1</source>
            <translation>下载 %1 个</translation>
        </message>
        <message>
            <source>A list has at most %1 lines.</source>
            <translation>列表最多 %1 行。</translation>
        </message>
        <message>
            <source>No line names a repository. Write org/name, org/name@revision, org/name:Q4_K_M, datasets/org/name or a URL of the Hub.</source>
            <translation>没有一行是仓库。请写 org/name、org/name@revision、org/name:Q4_K_M、datasets/org/name 或 Hub 的网址。</translation>
        </message>
        <message>
            <source>%1 to fetch; %2 are here already.</source>
            <translation>需下载 %1，已有 %2。</translation>
        </message>
        <message>
            <source>%1 to fetch.</source>
            <translation>需下载 %1。</translation>
        </message>
        <message numerus="yes">
            <source>How large %n of them are is not known.</source>
            <translation>
                <numerusform>其中 %n 个的大小未知。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lines name no repository and are left out.</source>
            <translation>
                <numerusform>%n 行不是仓库，将被略过。</numerusform>
            </translation>
        </message>
        <message>
            <source>needs %1 more</source>
            <translation>还需 %1</translation>
        </message>
        <message>
            <source>room for %1</source>
            <translation>可写入 %1</translation>
        </message>
        <message>
            <source>fits, room for %1</source>
            <translation>空间足够，可写入 %1</translation>
        </message>
        <message>
            <source>What may still be written: the free space of the disk without what is to stay free.</source>
            <translation>还可写入的量：磁盘剩余空间减去保留空间。</translation>
        </message>
        <message>
            <source>What was understood</source>
            <translation>识别结果</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AddOptions</name>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部文件</translation>
        </message>
        <message>
            <source>Only safetensors, without the same weights in other formats</source>
            <translation>仅 safetensors，不含其他格式的相同权重</translation>
        </message>
        <message>
            <source>Only parquet files of datasets</source>
            <translation>仅数据集的 parquet 文件</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限速</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>立即</translation>
        </message>
        <message>
            <source>Before all that waits, whatever the time of day</source>
            <translation>排在所有等待项之前，不受时段限制</translation>
        </message>
        <message>
            <source>In its turn</source>
            <translation>按顺序</translation>
        </message>
        <message>
            <source>At the end of the queue, in the hours that are set for all downloads</source>
            <translation>排在队尾，并遵守为所有下载设定的时段</translation>
        </message>
        <message>
            <source>Only from</source>
            <translation>仅在</translation>
        </message>
        <message>
            <source>to</source>
            <translation>至</translation>
        </message>
        <message>
            <source>Pin, so that eviction spares it</source>
            <translation>固定，清理时保留</translation>
        </message>
        <message>
            <source>Keep it current: look for newer versions</source>
            <translation>保持最新：自动检查新版本</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>不限速</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AddressCapsule</name>
        <message>
            <source>Mirror stopped</source>
            <translation>镜像已停止</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Show the QR code and the client lines</source>
            <translation>显示二维码和客户端命令</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>启动</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AdoptDialog</name>
        <message>
            <source>Name the folder by its whole path, as it is on the mirror&apos;s computer.</source>
            <translation>请填写文件夹在镜像所在电脑上的完整路径。</translation>
        </message>
        <message>
            <source>Write the repo as org/name or org/name@revision.</source>
            <translation>请按 org/name 或 org/name@版本 的格式填写仓库。</translation>
        </message>
        <message numerus="yes">
            <source>Looking what is there: %1 files so far</source>
            <translation>
                <numerusform>正在查看内容：目前 %1 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>Compared and copied: %1</source>
            <translation>已校验并复制：%1</translation>
        </message>
        <message>
            <source>Stopped. What was taken stays.</source>
            <translation>已停止。已导入的内容会保留。</translation>
        </message>
        <message>
            <source>This is no cache of Hugging Face&apos;s libraries. Choose another folder, or name the repo whose files lie there.</source>
            <translation>这不是 Hugging Face 库的缓存。请选择其他文件夹，或填写这些文件所属的仓库。</translation>
        </message>
        <message>
            <source>There is no such folder on the mirror&apos;s computer, or the mirror may not read it.</source>
            <translation>镜像所在电脑上没有这个文件夹，或者镜像无权读取。</translation>
        </message>
        <message numerus="yes">
            <source>%1 files (%2) can be imported.</source>
            <translation>
                <numerusform>可导入 %1 个文件（%2）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files (%2) imported, %3 were here before.</source>
            <translation>
                <numerusform>已导入 %1 个文件（%2），%3 个原本已有。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 are left outside, for they are not what the Hub has.</source>
            <translation>
                <numerusform>%1 个与 Hub 上的不一致，未导入。</numerusform>
            </translation>
        </message>
        <message>
            <source>Import a cache</source>
            <translation>导入缓存</translation>
        </message>
        <message>
            <source>Takes in what was downloaded before: a cache of Hugging Face&apos;s libraries, or a folder with files of one repo. Each file is compared with its hash and copied; the folder stays as it is.</source>
            <translation>把以前下载的内容收进镜像：Hugging Face 库的缓存，或存有某个仓库文件的文件夹。每个文件先校验哈希再复制，原文件夹保持不变。</translation>
        </message>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>org/name@revision, for a folder that is no such cache</source>
            <translation>org/name@版本，用于不是缓存的文件夹</translation>
        </message>
        <message>
            <source>Nothing of it is gated or private</source>
            <translation>其中没有受限或私有的内容</translation>
        </message>
        <message>
            <source>Where the Hub cannot be asked, it is then served to everyone. Otherwise it waits until the Hub has said who may read it.</source>
            <translation>无法询问 Hub 时，勾选后会提供给所有人；不勾选则等到 Hub 说明谁可读取后再提供。</translation>
        </message>
        <message>
            <source>What is found in the folder is listed here.</source>
            <translation>文件夹中找到的内容会列在这里。</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>找到的内容</translation>
        </message>
        <message>
            <source>How much was imported</source>
            <translation>导入进度</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AttentionCard</name>
        <message>
            <source>Needs attention</source>
            <translation>待处理</translation>
        </message>
        <message>
            <source>Nothing needs attention.</source>
            <translation>没有待处理的事项。</translation>
        </message>
        <message numerus="yes">
            <source>and %1 more</source>
            <translation>
                <numerusform>另有 %1 项</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AutostartExtra</name>
        <message>
            <source>Start at login</source>
            <translation>登录时启动</translation>
        </message>
        <message>
            <source>The mirror starts with the desktop, hidden in the tray. Holds at once.</source>
            <translation>镜像随桌面启动，隐藏在托盘中。立即生效。</translation>
        </message>
        <message>
            <source>The entry cannot be written: %1</source>
            <translation>无法写入启动项：%1</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::BreakdownModel</name>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>请求数</translation>
        </message>
        <message>
            <source>Bytes sent</source>
            <translation>已发送</translation>
        </message>
        <message>
            <source>From cache</source>
            <translation>缓存命中率</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>Joined</source>
            <translation>共享回源</translation>
        </message>
        <message>
            <source>Misses</source>
            <translation>未命中</translation>
        </message>
        <message>
            <source>%1: %2 requests, %3, %4 from the cache.</source>
            <translation>%1：%2 个请求，%3，缓存命中率 %4。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CachedFooter</name>
        <message>
            <source>All revisions</source>
            <translation>全部版本</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Choose a repo to pin, look at or delete it.</source>
            <translation>选择一个仓库以固定、查看或删除。</translation>
        </message>
        <message numerus="yes">
            <source>%1 · %2 files</source>
            <translation>
                <numerusform>%1 · %2 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>Deleting frees %1.</source>
            <translation>删除可释放 %1。</translation>
        </message>
        <message>
            <source>Deleting frees %1: %2 are shared with other repos and stay.</source>
            <translation>删除可释放 %1：另有 %2 与其他仓库共享，会保留。</translation>
        </message>
        <message>
            <source>It is pinned: nothing of it is deleted before it is unpinned.</source>
            <translation>已固定：取消固定之前不会删除。</translation>
        </message>
        <message>
            <source>Delete files (%1)…</source>
            <translation>删除文件（%1）…</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消固定</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>固定</translation>
        </message>
        <message>
            <source>Delete files (%1)</source>
            <translation>删除文件（%1）</translation>
        </message>
        <message>
            <source>Delete the files of %1? This frees %2; they are fetched again when somebody asks for them.</source>
            <translation>删除 %1 的文件？可释放 %2；以后有人请求时会重新获取。</translation>
        </message>
        <message>
            <source>%1 freed.</source>
            <translation>已释放 %1。</translation>
        </message>
        <message>
            <source>There is no folder %1 on this machine.</source>
            <translation>本机没有文件夹 %1。</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Revision</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>校验</translation>
        </message>
        <message>
            <source>Reads every file again and compares it with its hash; damaged ones are fetched again</source>
            <translation>重新读取每个文件并与哈希比对；损坏的会重新获取</translation>
        </message>
        <message numerus="yes">
            <source>Verifying: %1 of %2 files</source>
            <translation>
                <numerusform>正在校验：%1 / %2 个文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files are not right and could not be mended.</source>
            <translation>
                <numerusform>%1 个文件有误且无法修复。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files were damaged and are mended.</source>
            <translation>
                <numerusform>%1 个损坏的文件已修复。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files verified, all are right.</source>
            <translation>
                <numerusform>已校验 %1 个文件，全部正确。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files are back.</source>
            <translation>
                <numerusform>%1 个文件已恢复。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 went to the trash.</source>
            <translation>%1 已移入回收区。</translation>
        </message>
        <message>
            <source>Move to the trash</source>
            <translation>移入回收区</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CachedModel</name>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>Revision</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>最近使用</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>Shared</source>
            <translation>共享</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Gone upstream</source>
            <translation>上游已删除</translation>
        </message>
        <message>
            <source>Gated, verified</source>
            <translation>受限，已校验</translation>
        </message>
        <message>
            <source>Verified</source>
            <translation>已校验</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>partly pinned</source>
            <translation>部分固定</translation>
        </message>
        <message>
            <source>In files that other repos have too; they stay when this one is deleted.</source>
            <translation>这些文件其他仓库也在用，删除本仓库时会保留。</translation>
        </message>
        <message>
            <source>Each file was checked against its hash when it came.</source>
            <translation>每个文件到达时都已校验哈希。</translation>
        </message>
        <message>
            <source>%1, revision %2, %3, last used %4, %5 hits, %6</source>
            <translation>%1，版本 %2，%3，最近使用 %4，命中 %5 次，%6</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CachedPanel</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>Not used for 7 days</source>
            <translation>7 天未用</translation>
        </message>
        <message>
            <source>Nothing is cached yet.</source>
            <translation>缓存为空。</translation>
        </message>
        <message>
            <source>Search models</source>
            <translation>搜索模型</translation>
        </message>
        <message>
            <source>Nothing matches the filter.</source>
            <translation>没有匹配项。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Filter by name</source>
            <translation>按名称筛选</translation>
        </message>
        <message>
            <source>Filter what is cached</source>
            <translation>筛选已缓存的内容</translation>
        </message>
        <message>
            <source>Which repos are shown</source>
            <translation>显示哪些仓库</translation>
        </message>
        <message>
            <source>Cached models and datasets</source>
            <translation>已缓存的模型与数据集</translation>
        </message>
        <message>
            <source>Trash (%1)…</source>
            <translation>回收区（%1）…</translation>
        </message>
        <message>
            <source>Trash…</source>
            <translation>回收区…</translation>
        </message>
        <message>
            <source>Import a cache…</source>
            <translation>导入已有缓存…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>导入…</translation>
        </message>
        <message>
            <source>Take in what was downloaded before</source>
            <translation>把以前下载的内容收进镜像</translation>
        </message>
        <message numerus="yes">
            <source>%1 repos, %2 in %3 files on disk, room for %4</source>
            <translation>
                <numerusform>%1 个仓库，磁盘上 %3 个文件共 %2，还可写入 %4</numerusform>
            </translation>
        </message>
        <message>
            <source>There is room for what may still be written: the free space of the disk without what is to stay free.</source>
            <translation>还可写入的量：磁盘剩余空间减去保留空间。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ChunkMap</name>
        <message>
            <source>hashed</source>
            <translation>已计入哈希</translation>
        </message>
        <message>
            <source>received</source>
            <translation>已接收</translation>
        </message>
        <message>
            <source>on its way</source>
            <translation>传输中</translation>
        </message>
        <message>
            <source>compared again</source>
            <translation>重新比对</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺少</translation>
        </message>
        <message>
            <source>%1 to %2: %3</source>
            <translation>%1 至 %2：%3</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientCard</name>
        <message>
            <source>last seen %1</source>
            <translation>最后活动：%1</translation>
        </message>
        <message>
            <source>Choose a client to see what it downloads.</source>
            <translation>选择一个客户端，查看它正在下载的内容。</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>累计</translation>
        </message>
        <message>
            <source>Files today</source>
            <translation>今日文件</translation>
        </message>
        <message>
            <source>From cache</source>
            <translation>缓存命中率</translation>
        </message>
        <message>
            <source>Active files</source>
            <translation>正在传输的文件</translation>
        </message>
        <message>
            <source>Nothing is sent to it at this moment.</source>
            <translation>此刻没有向它发送数据。</translation>
        </message>
        <message>
            <source>active now</source>
            <translation>正在下载</translation>
        </message>
        <message>
            <source>not seen yet</source>
            <translation>尚未连接过</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientHistory</name>
        <message>
            <source>Last %1 days</source>
            <translation>最近 %1 天</translation>
        </message>
        <message>
            <source>Bytes by day</source>
            <translation>每日流量</translation>
        </message>
        <message>
            <source>%1 taken, %2 of it from the cache</source>
            <translation>共下载 %1，其中 %2 来自缓存</translation>
        </message>
        <message>
            <source>It took nothing in these days.</source>
            <translation>这些天没有下载。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientLinePanel</name>
        <message>
            <source>On each client</source>
            <translation>在客户端执行</translation>
        </message>
        <message>
            <source>Shell of the client</source>
            <translation>客户端环境</translation>
        </message>
        <message>
            <source>Line to run on each client</source>
            <translation>在每个客户端执行的命令</translation>
        </message>
        <message>
            <source>Copy the line</source>
            <translation>复制命令</translation>
        </message>
        <message>
            <source>QR code and all lines…</source>
            <translation>二维码与全部命令…</translation>
        </message>
        <message>
            <source>Test from this network</source>
            <translation>从本网络测试</translation>
        </message>
        <message>
            <source>Open the mirror on another device, and see that it gets through</source>
            <translation>在另一台设备上打开镜像，看看能否连通</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientPolicyPanel</name>
        <message>
            <source>Unblock</source>
            <translation>取消阻止</translation>
        </message>
        <message>
            <source>Block</source>
            <translation>阻止</translation>
        </message>
        <message>
            <source>No limit of its own</source>
            <translation>不单独限速</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>no name yet</source>
            <translation>尚未命名</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限速</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>Another limit…</source>
            <translation>其他限速…</translation>
        </message>
        <message>
            <source>A limit is a size for each second, such as 20MB/s; 0 stands for none.</source>
            <translation>限速为每秒的大小，例如 20MB/s；0 表示不限速。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientRequests</name>
        <message>
            <source>Metadata comes from here, some file bytes do not. This client took the key for %1, and then read nothing of it here: it follows links past the mirror. With this setting on the client its files come from here, too:</source>
            <translation>元数据来自本镜像，部分文件却不是。此客户端取得了 %1 的密钥，但没有从这里读取任何内容：它绕过了镜像。在客户端设置以下变量后，文件也会从这里获取：</translation>
        </message>
        <message>
            <source>Copy %1</source>
            <translation>复制 %1</translation>
        </message>
        <message>
            <source>Last requests</source>
            <translation>最近的请求</translation>
        </message>
        <message>
            <source>None that is remembered.</source>
            <translation>没有记录。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientSetupDialog</name>
        <message>
            <source>Copy the line for %1</source>
            <translation>复制 %1 命令</translation>
        </message>
        <message>
            <source>QR code of %1</source>
            <translation>%1 的二维码</translation>
        </message>
        <message>
            <source>Set up a client</source>
            <translation>设置客户端</translation>
        </message>
        <message>
            <source>Point a client at this mirror</source>
            <translation>让客户端使用本镜像</translation>
        </message>
        <message>
            <source>One line on each client. Set it before Python starts; nothing else changes.</source>
            <translation>每个客户端只需一行，在 Python 启动前设置，其余不变。</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Opens this mirror on a phone or another PC, and so proves that the network lets it through.</source>
            <translation>用手机或其他电脑扫码打开本镜像，即可验证网络畅通。</translation>
        </message>
        <message>
            <source>Save image…</source>
            <translation>保存图片…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Save the QR code</source>
            <translation>保存二维码</translation>
        </message>
        <message>
            <source>PNG image (*.png)</source>
            <translation>PNG 图片 (*.png)</translation>
        </message>
        <message>
            <source>Programs on this PC use this mirror.</source>
            <translation>本机的程序使用此镜像。</translation>
        </message>
        <message>
            <source>Programs on this PC do not use this address yet.</source>
            <translation>本机的程序尚未使用此地址。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientTable</name>
        <message>
            <source>Clients</source>
            <translation>客户端</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientTableModel</name>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>累计</translation>
        </message>
        <message>
            <source>%1: now %2, today %3, in all %4, %5 from the cache, active files: %6.</source>
            <translation>%1：当前 %2，今日 %3，累计 %4，缓存命中率 %5，活跃文件：%6。</translation>
        </message>
        <message>
            <source>last seen %1</source>
            <translation>最后活动：%1</translation>
        </message>
        <message>
            <source>Last seen %1</source>
            <translation>最后活动：%1</translation>
        </message>
        <message>
            <source>%1 of %2 files of today came from the cache.</source>
            <translation>今日 %2 个文件中有 %1 个来自缓存。</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限速</translation>
        </message>
        <message>
            <source>blocked</source>
            <translation>已阻止</translation>
        </message>
        <message>
            <source>Cached</source>
            <translation>命中率</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientsPage</name>
        <message>
            <source>Active</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>No client has connected.</source>
            <translation>暂无客户端连接。</translation>
        </message>
        <message>
            <source>Set up a client</source>
            <translation>设置客户端</translation>
        </message>
        <message>
            <source>Nothing matches the filter.</source>
            <translation>没有匹配项。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Filter the clients</source>
            <translation>筛选客户端</translation>
        </message>
        <message>
            <source>Which clients are shown</source>
            <translation>显示哪些客户端</translation>
        </message>
        <message numerus="yes">
            <source>%n clients today: %1 served, %2 of the files from the cache.</source>
            <translation>
                <numerusform>今日 %n 个客户端：下发 %1，%2 的文件来自缓存。</numerusform>
            </translation>
        </message>
        <message>
            <source>Name, address or model</source>
            <translation>名称、地址或模型</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>已阻止</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CloseQuestion</name>
        <message>
            <source>Quit Mirrorlake</source>
            <translation>退出 Mirrorlake</translation>
        </message>
        <message numerus="yes">
            <source>%1 clients are downloading.</source>
            <translation>
                <numerusform>%1 个客户端正在下载。</numerusform>
            </translation>
        </message>
        <message>
            <source>Waiting lets the running downloads end and then quits. Quitting now cuts them off; clients can resume later.</source>
            <translation>等待会让正在进行的下载完成后再退出；立即退出会中断下载，客户端以后可以续传。</translation>
        </message>
        <message>
            <source>Wait and quit</source>
            <translation>等待后退出</translation>
        </message>
        <message>
            <source>Quit now</source>
            <translation>立即退出</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>不退出</translation>
        </message>
        <message>
            <source>Quitting stops it: clients get nothing until it is started again.</source>
            <translation>退出后服务停止：再次启动之前，客户端无法获取任何内容。</translation>
        </message>
        <message>
            <source>There is no tray here, so the window cannot be hidden.</source>
            <translation>当前桌面没有托盘，无法隐藏窗口。</translation>
        </message>
        <message>
            <source>The mirror is serving.</source>
            <translation>镜像正在服务。</translation>
        </message>
        <message>
            <source>Serve on in the tray</source>
            <translation>在托盘中继续服务</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Closing</name>
        <message numerus="yes">
            <source>Mirrorlake quits when %1 clients have finished.</source>
            <translation>
                <numerusform>Mirrorlake 将在 %1 个客户端完成后退出。</numerusform>
            </translation>
        </message>
        <message>
            <source>Quit now</source>
            <translation>立即退出</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>不退出</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ConnectDialog</name>
        <message>
            <source>Without its token the mirror tells nothing.</source>
            <translation>没有 token，镜像不会提供任何信息。</translation>
        </message>
        <message>
            <source>This is no URL of a mirror. It looks like http://192.168.1.20:8090.</source>
            <translation>这不是镜像的 URL，应形如 http://192.168.1.20:8090。</translation>
        </message>
        <message>
            <source>Connect to a mirror</source>
            <translation>连接到镜像</translation>
        </message>
        <message>
            <source>A mirror elsewhere</source>
            <translation>其他位置的镜像</translation>
        </message>
        <message>
            <source>Its token stands in the file control.token of its data folder.</source>
            <translation>token 位于该镜像数据文件夹中的 control.token 文件。</translation>
        </message>
        <message>
            <source>URL</source>
            <translation>URL</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>token</translation>
        </message>
        <message>
            <source>Remember it</source>
            <translation>记住</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Asking the mirror…</source>
            <translation>正在询问该镜像…</translation>
        </message>
        <message>
            <source>The mirror refuses this token. It stands in the file control.token of its data folder.</source>
            <translation>该镜像拒绝了这个 token。正确的 token 在它数据文件夹的 control.token 文件里。</translation>
        </message>
        <message>
            <source>What answers there is no Mirrorlake. Check the URL.</source>
            <translation>那里应答的不是 Mirrorlake。请检查 URL。</translation>
        </message>
        <message>
            <source>Nothing answers there. Check the URL and the network, or press Connect again to take it all the same.</source>
            <translation>那里没有应答。请检查 URL 和网络；再按一次“连接”则仍然采用。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CopyFeedback</name>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CopyLine</name>
        <message>
            <source>Copy line</source>
            <translation>复制此行</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::DayBars</name>
        <message>
            <source>%1: %2 served, %3 fetched, %4 saved</source>
            <translation>%1：下发 %2，回源 %3，节省 %4</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Desktop</name>
        <message>
            <source>Mirrorlake serves on</source>
            <translation>Mirrorlake 仍在服务</translation>
        </message>
        <message>
            <source>Closing the window does not stop the mirror. Quit from the tray.</source>
            <translation>关闭窗口不会停止镜像。可从托盘退出。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::DiagnosticsDialog</name>
        <message>
            <source>It could not be saved: %1</source>
            <translation>无法保存：%1</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>已保存。</translation>
        </message>
        <message>
            <source>Save diagnostics</source>
            <translation>保存诊断信息</translation>
        </message>
        <message>
            <source>What will be saved</source>
            <translation>将保存的内容</translation>
        </message>
        <message>
            <source>Versions, settings, state and log of this mirror. Tokens, passwords and signatures are taken out; addresses of clients and names of models stay. Nothing is sent anywhere.</source>
            <translation>包含本镜像的版本、设置、状态和日志。token、密码和签名已去除；客户端地址和模型名称会保留。不会发送到任何地方。</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Contents of the file</source>
            <translation>文件内容</translation>
        </message>
        <message>
            <source>Save as</source>
            <translation>保存为</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::DiskCard</name>
        <message>
            <source>%1 free</source>
            <translation>剩余 %1</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>%1 in use</source>
            <comment>as in: 542 of 1258 GB in use</comment>
            <translation>已用 %1</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>磁盘</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::DownloadFooter</name>
        <message numerus="yes">
            <source>%1 of %2 files, %3</source>
            <translation>
                <numerusform>选中 %1 / %2 个文件，%3</numerusform>
            </translation>
        </message>
        <message>
            <source>%1; %2 still to fetch</source>
            <translation>%1；还需获取 %2</translation>
        </message>
        <message>
            <source>%1; all of it is here</source>
            <translation>%1；全部已在缓存中</translation>
        </message>
        <message>
            <source>needs %1 more</source>
            <translation>还需 %1 空间</translation>
        </message>
        <message>
            <source>Added to the downloads.</source>
            <translation>已加入下载。</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Add to queue</source>
            <translation>加入队列</translation>
        </message>
        <message>
            <source>Every night</source>
            <translation>每晚更新</translation>
        </message>
        <message>
            <source>Fetches the chosen files before everything else in the queue</source>
            <translation>先于队列中的其他任务获取所选文件</translation>
        </message>
        <message>
            <source>Fetches at night and keeps current: looks for newer files each night</source>
            <translation>夜间获取并保持最新：每晚查找更新的文件</translation>
        </message>
        <message>
            <source>Show downloads</source>
            <translation>查看下载</translation>
        </message>
        <message>
            <source>fits, room for %1</source>
            <translation>空间足够，可写入 %1</translation>
        </message>
        <message>
            <source>What may still be written: the free space of the disk without what is to stay free.</source>
            <translation>还可写入的量：磁盘剩余空间减去保留空间。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::DownloadsPage</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>The queue is empty.</source>
            <translation>队列为空。</translation>
        </message>
        <message>
            <source>Add a download</source>
            <translation>添加下载</translation>
        </message>
        <message>
            <source>Nothing matches the filter.</source>
            <translation>没有匹配项。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Resume all</source>
            <translation>全部继续</translation>
        </message>
        <message>
            <source>Pause all</source>
            <translation>全部暂停</translation>
        </message>
        <message>
            <source>Add download…</source>
            <translation>添加下载…</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>前移</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>后移</translation>
        </message>
        <message>
            <source>Remove from list; files stay</source>
            <translation>从列表移除（保留文件）</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter the downloads</source>
            <translation>筛选下载</translation>
        </message>
        <message>
            <source>Which downloads are shown</source>
            <translation>显示哪些下载</translation>
        </message>
        <message>
            <source>Downloads</source>
            <translation>下载</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::EvictionExtra</name>
        <message>
            <source>first by what goes first</source>
            <translation>按清理顺序最先</translation>
        </message>
        <message>
            <source>not used for too long</source>
            <translation>太久未使用</translation>
        </message>
        <message>
            <source>held for too long</source>
            <translation>保存时间过长</translation>
        </message>
        <message>
            <source>of no known commit</source>
            <translation>不属于任何已知 commit</translation>
        </message>
        <message>
            <source>of an old commit</source>
            <translation>属于旧 commit</translation>
        </message>
        <message>
            <source>never ended</source>
            <translation>未完成</translation>
        </message>
        <message>
            <source>Start the mirror to see what would go.</source>
            <translation>启动镜像后可预览将被清理的内容。</translation>
        </message>
        <message>
            <source>Nothing has to go: %1 are held.</source>
            <translation>无需清理：已缓存 %1。</translation>
        </message>
        <message>
            <source>%1 would go: %2 → %3. Nothing goes before you apply.</source>
            <translation>将清理 %1：%2 → %3。应用之前不会删除任何内容。</translation>
        </message>
        <message>
            <source>%1 more cannot go: pinned, in use or too young.</source>
            <translation>还有 %1 无法清理：已固定、使用中或太新。</translation>
        </message>
        <message>
            <source>files of no commit</source>
            <translation>不属于任何 commit 的文件</translation>
        </message>
        <message>
            <source>What would go with these settings</source>
            <translation>按这些设置将被清理的内容</translation>
        </message>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>上次使用</translation>
        </message>
        <message>
            <source>Frees</source>
            <translation>释放</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Counting what would go…</source>
            <translation>正在计算会清理哪些内容…</translation>
        </message>
        <message>
            <source>What went before and can come back: trash…</source>
            <translation>已清理且可以恢复的内容：回收区…</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ExchangeBar</name>
        <message>
            <source>Exported. Tokens, proxies and further upstreams are not in the file.</source>
            <translation>已导出。文件中不含 token、代理和其他上游。</translation>
        </message>
        <message>
            <source>The file cannot be written: %1</source>
            <translation>无法写入文件：%1</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>无法读取文件。</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>导入…</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FieldEditor</name>
            <message>
            <source>Holds when the mirror is started again.</source>
            <translation>重新启动镜像后生效。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FiguresCard</name>
        <message numerus="yes">
            <source>%1 files</source>
            <translation>
                <numerusform>%1 个文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 clients</source>
            <translation>
                <numerusform>%1 个客户端</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <comment>312 files to 9 clients</comment>
            <translation>%2，%1</translation>
        </message>
        <message>
            <source>from %1</source>
            <translation>来自 %1</translation>
        </message>
        <message>
            <source>not fetched again</source>
            <translation>无需重复下载的流量</translation>
        </message>
        <message numerus="yes">
            <source>%1 of %2 files</source>
            <translation>
                <numerusform>%2 个文件中的 %1 个</numerusform>
            </translation>
        </message>
        <message>
            <source>Served today</source>
            <translation>今日下发</translation>
        </message>
        <message>
            <source>Fetched today</source>
            <translation>今日回源</translation>
        </message>
        <message>
            <source>Saved today</source>
            <translation>今日节省</translation>
        </message>
        <message>
            <source>From cache today</source>
            <translation>今日缓存命中率</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FileTreeModel</name>
        <message>
            <source>cached</source>
            <translation>已缓存</translation>
        </message>
        <message>
            <source>not cached</source>
            <translation>未缓存</translation>
        </message>
        <message>
            <source>Weights and data</source>
            <translation>权重与数据</translation>
        </message>
        <message>
            <source>Tokenizer and config</source>
            <translation>分词器与配置</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message numerus="yes">
            <source>%1 · %2 of %3 files</source>
            <translation>
                <numerusform>%1 · 选中 %2 / %3 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2, %3</source>
            <translation>%1，%2，%3</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>In the cache</source>
            <translation>缓存中</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FirstRequest</name>
        <message>
            <source>Waiting for a first request…</source>
            <translation>正在等待第一个请求…</translation>
        </message>
        <message>
            <source>A program on this PC reached the mirror.</source>
            <translation>本机的程序已连上镜像。</translation>
        </message>
        <message>
            <source>%1 reached the mirror: the network lets it through.</source>
            <translation>%1 已连上镜像：网络是通的。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FolderChooser</name>
        <message>
            <source>%1 of %2 are free on this disk.</source>
            <translation>该磁盘共 %2，可用 %1。</translation>
        </message>
        <message>
            <source>This folder cannot be used. Choose another one.</source>
            <translation>无法使用此文件夹，请另选一个。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FolderField</name>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FolderPage</name>
        <message>
            <source>Cache folder</source>
            <translation>缓存文件夹</translation>
        </message>
        <message>
            <source>Where should models be kept?</source>
            <translation>模型保存在哪里？</translation>
        </message>
        <message>
            <source>Models are large: a disk with much room is best. What is kept already stays where it is; Move the cache… in the menu takes it along.</source>
            <translation>模型很大，最好放在空间充足的磁盘上。已缓存的内容会留在原处；菜单中的“移动缓存…”可将其一并带走。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FoundCommits</name>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>Commit</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Named by</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>%1 at %2, %3 files, %4</source>
            <translation>%1，%2，%3 个文件，%4</translation>
        </message>
        <message>
            <source>The Hub</source>
            <translation>Hub</translation>
        </message>
        <message>
            <source>The folder itself</source>
            <translation>文件夹本身</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FoundModel</name>
        <message>
            <source>gone upstream</source>
            <translation>上游已删除</translation>
        </message>
        <message numerus="yes">
            <source>%1 downloads</source>
            <translation>
                <numerusform>%1 次下载</numerusform>
            </translation>
        </message>
        <message>
            <source>gated</source>
            <translation>受限</translation>
        </message>
        <message>
            <source>private</source>
            <translation>私有</translation>
        </message>
        <message>
            <source>%1 here</source>
            <translation>已有 %1</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::GroupRows</name>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Addresses or networks</source>
            <translation>地址或网段</translation>
        </message>
        <message>
            <source>Speed, such as 20MB</source>
            <translation>速度，例如 20MB</translation>
        </message>
        <message>
            <source>Remove this rule</source>
            <translation>移除此规则</translation>
        </message>
        <message>
            <source>Add rule…</source>
            <translation>添加规则…</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::GuideDialog</name>
        <message>
            <source>guide.md</source>
            <translation>guide.zh-CN.md</translation>
        </message>
        <message>
            <source>User guide</source>
            <translation>使用指南</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>目录</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Header</name>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::HealthDialog</name>
        <message>
            <source>Health check</source>
            <translation>健康检查</translation>
        </message>
        <message>
            <source>Looking at the mirror and its surroundings…</source>
            <translation>正在检查镜像及其环境…</translation>
        </message>
        <message>
            <source>The mirror works</source>
            <translation>镜像工作正常</translation>
        </message>
        <message numerus="yes">
            <source>The mirror works, %1 things need you</source>
            <translation>
                <numerusform>镜像可用，有 %1 项需要处理</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 things do not work</source>
            <translation>
                <numerusform>有 %1 项不工作</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 checks, finished at %2</source>
            <translation>
                <numerusform>%1 项检查，完成于 %2</numerusform>
            </translation>
        </message>
        <message>
            <source>Good</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>Look at this</source>
            <translation>请留意</translation>
        </message>
        <message>
            <source>Fails</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>未检查</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <source>Client setup…</source>
            <translation>客户端设置…</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>重新检查</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>The report holds addresses and versions, never tokens.</source>
            <translation>报告含地址与版本，绝不含 token。</translation>
        </message>
        <message>
            <source>Results of the health check</source>
            <translation>健康检查的结果</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::HeroServing</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Show the QR code and the client lines</source>
            <translation>显示二维码和客户端命令</translation>
        </message>
        <message>
            <source>Address of the mirror</source>
            <translation>镜像地址</translation>
        </message>
        <message>
            <source>for %1 · open to this network</source>
            <translation>已运行 %1 · 对局域网开放</translation>
        </message>
        <message>
            <source>for %1 · only this PC can reach it</source>
            <translation>已运行 %1 · 仅本机可访问</translation>
        </message>
        <message>
            <source>There is no other address.</source>
            <translation>没有其他地址。</translation>
        </message>
        <message>
            <source>Also %1</source>
            <translation>其他地址 %1</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::HeroStopped</name>
        <message>
            <source>Start mirror</source>
            <translation>启动镜像</translation>
        </message>
        <message>
            <source>The mirror is starting</source>
            <translation>镜像正在启动</translation>
        </message>
        <message>
            <source>Not serving</source>
            <translation>未提供服务</translation>
        </message>
        <message>
            <source>The mirror is stopped</source>
            <translation>镜像已停止</translation>
        </message>
        <message>
            <source>The data folder is being opened and the address taken.</source>
            <translation>正在打开数据文件夹并监听地址。</translation>
        </message>
        <message>
            <source>Clients get no answer until it runs.</source>
            <translation>启动前客户端无法访问。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ImportDialog</name>
        <message>
            <source>Import settings</source>
            <translation>导入设置</translation>
        </message>
        <message>
            <source>The file changes nothing.</source>
            <translation>该文件没有任何更改。</translation>
        </message>
        <message numerus="yes">
            <source>%1 settings would change</source>
            <translation>
                <numerusform>将更改 %1 项设置</numerusform>
            </translation>
        </message>
        <message>
            <source>What would change</source>
            <translation>将发生的更改</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>After the import</source>
            <translation>导入后</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobDetails</name>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message numerus="yes">
            <source>And %1 files that are not listed.</source>
            <translation>
                <numerusform>还有 %1 个文件未列出。</numerusform>
            </translation>
        </message>
        <message>
            <source>Which files it has is known when the file list was read.</source>
            <translation>读取文件列表后即可看到其中的文件。</translation>
        </message>
        <message>
            <source>Nothing comes from upstream now.</source>
            <translation>当前没有来自上游的数据。</translation>
        </message>
        <message>
            <source>Of the files that are on their way.</source>
            <translation>仅统计正在传输的文件。</translation>
        </message>
        <message>
            <source>Choose a download to see its files, parts and log.</source>
            <translation>选择一个下载，即可查看其文件、分块和日志。</translation>
        </message>
        <message>
            <source>Details of the download</source>
            <translation>下载详情</translation>
        </message>
        <message>
            <source>Files of the download</source>
            <translation>该下载的文件</translation>
        </message>
        <message>
            <source>Where the download comes from</source>
            <translation>该下载的来源</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobFacts</name>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Shared</source>
            <translation>共享</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>commit</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>添加于</translation>
        </message>
        <message numerus="yes">
            <source>%n clients read along</source>
            <translation>
                <numerusform>%n 个客户端同时读取</numerusform>
            </translation>
        </message>
        <message>
            <source>Add token</source>
            <translation>添加 token</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobFileModel</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>Downloading</source>
            <translation>下载中</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>已缓存</translation>
        </message>
        <message>
            <source>%1: %2, %3, speed %4.</source>
            <translation>%1：%2，%3，速度 %4。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobLogView</name>
        <message>
            <source>What happened to this download</source>
            <translation>该下载的经过</translation>
        </message>
        <message>
            <source>Nothing happened yet.</source>
            <translation>暂无记录。</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobMenus</name>
        <message>
            <source>Hours</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限速</translation>
        </message>
        <message>
            <source>Keep current</source>
            <translation>保持最新</translation>
        </message>
        <message>
            <source>As set for all downloads</source>
            <translation>与队列设置相同</translation>
        </message>
        <message>
            <source>At any time</source>
            <translation>任何时间</translation>
        </message>
        <message>
            <source>By night, %1</source>
            <translation>夜间 %1</translation>
        </message>
        <message>
            <source>No limit of its own</source>
            <translation>不单独限速</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobParts</name>
        <message>
            <source>%1, %2 a square</source>
            <translation>%1，每格 %2</translation>
        </message>
        <message>
            <source>File whose parts are shown</source>
            <translation>显示其分块的文件</translation>
        </message>
        <message>
            <source>Parts of the file</source>
            <translation>文件的分块</translation>
        </message>
        <message>
            <source>No file is on its way.</source>
            <translation>当前没有文件在传输。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobSourceModel</name>
        <message>
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <source>Has given</source>
            <translation>已提供</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>%1: %2, speed %3.</source>
            <translation>%1：%2，速度 %3。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobSpeedChart</name>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobSpeedPanel</name>
        <message>
            <source>Speed, %1/s</source>
            <translation>速度，%1/s</translation>
        </message>
        <message>
            <source>mean %1</source>
            <translation>平均 %1</translation>
        </message>
        <message>
            <source>Gap at %1: it did not run for %2.</source>
            <translation>%1 起中断了 %2，当时没有运行。</translation>
        </message>
        <message>
            <source>Peak %1, mean %2.</source>
            <translation>峰值 %1，平均 %2。</translation>
        </message>
        <message>
            <source>Speed of the last ten minutes</source>
            <translation>最近十分钟的速度</translation>
        </message>
        <message>
            <source>No bytes came in the last ten minutes.</source>
            <translation>最近十分钟没有收到数据。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobTableModel</name>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>剩余时间</translation>
        </message>
        <message>
            <source>%1, %2: %3, %4, speed %5, time left %6.</source>
            <translation>%1，%2：%3，%4，速度 %5，剩余时间 %6。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::KeptModel</name>
        <message>
            <source>now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>today %1</source>
            <translation>今天 %1</translation>
        </message>
        <message>
            <source>tomorrow %1</source>
            <translation>明天 %1</translation>
        </message>
        <message>
            <source>%1, last looked %2, next %3, %4</source>
            <translation>%1，上次查看 %2，下次 %3，%4</translation>
        </message>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Last looked</source>
            <translation>上次查看</translation>
        </message>
        <message>
            <source>What changed</source>
            <translation>变化</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下次</translation>
        </message>
        <message>
            <source>as set above</source>
            <translation>同上方设置</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>nothing yet</source>
            <translation>暂无变化</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::KeysDialog</name>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>按键</translation>
        </message>
        <message>
            <source>What it does</source>
            <translation>功能</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::LanguagePage</name>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Welcome to Mirrorlake</source>
            <translation>欢迎使用 Mirrorlake</translation>
        </message>
        <message>
            <source>Models are fetched once, checked, kept on this computer, and served to everyone who asks for them.</source>
            <translation>模型只下载一次，经过校验后保存在本机，供所有人使用。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::LimitMenu</name>
        <message>
            <source>limit %1</source>
            <translation>限速 %1</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>不限速</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>不限速</translation>
        </message>
        <message>
            <source>More in Settings…</source>
            <translation>更多设置…</translation>
        </message>
        <message>
            <source>To the LAN</source>
            <translation>下发</translation>
        </message>
        <message>
            <source>From upstream</source>
            <translation>回源</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ListenDialog</name>
        <message>
            <source>Address of the mirror</source>
            <translation>镜像地址</translation>
        </message>
        <message>
            <source>Where the mirror listens</source>
            <translation>镜像监听的地址</translation>
        </message>
        <message>
            <source>Other machines can reach it only on a network address. Clients need the new address after a change.</source>
            <translation>其他机器只能通过网络地址访问。修改后，客户端需使用新地址。</translation>
        </message>
        <message>
            <source>Open to</source>
            <translation>开放范围</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>端口</translation>
        </message>
        <message>
            <source>Save and start</source>
            <translation>保存并启动</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Only this PC</source>
            <translation>仅本机</translation>
        </message>
        <message>
            <source>Every network of this PC</source>
            <translation>本机的所有网络</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>address and the name of its network interface</comment>
            <translation>%1（%2）</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::LogPage</name>
        <message>
            <source>Continue</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message numerus="yes">
            <source>%1 lines</source>
            <translation>
                <numerusform>%1 行</numerusform>
            </translation>
        </message>
        <message>
            <source>Least level that is shown</source>
            <translation>显示的最低级别</translation>
        </message>
        <message>
            <source>All parts</source>
            <translation>全部模块</translation>
        </message>
        <message>
            <source>Part of the mirror</source>
            <translation>镜像的模块</translation>
        </message>
        <message>
            <source>Search text or /regex/</source>
            <translation>搜索文字或 /正则/</translation>
        </message>
        <message>
            <source>Search the log</source>
            <translation>搜索日志</translation>
        </message>
        <message>
            <source>Copy line</source>
            <translation>复制该行</translation>
        </message>
        <message>
            <source>No lines at this level.</source>
            <translation>该级别没有日志。</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Lines stay in English so that they can be searched. Tokens are never written.</source>
            <translation>日志保持英文，便于搜索；token 绝不会写入日志。</translation>
        </message>
        <message>
            <source>Nothing matches the filter.</source>
            <translation>没有匹配项。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Open the folder with the access log</source>
            <translation>打开访问日志所在的文件夹</translation>
        </message>
        <message>
            <source>There is no folder %1 on this machine.</source>
            <translation>此电脑上没有文件夹 %1。</translation>
        </message>
        <message>
            <source>Save diagnostics…</source>
            <translation>保存诊断信息…</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::LogTableModel</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>模块</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Debug</source>
            <translation>调试</translation>
        </message>
        <message>
            <source>Info</source>
            <translation>信息</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::MainWindow</name>
        <message>
            <source>There is no tray here, so the window is shown.</source>
            <translation>当前桌面没有托盘，因此显示窗口。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>What was copied is no name or URL of a repository.</source>
            <translation>复制的内容不是仓库名称或链接。</translation>
        </message>
        <message>
            <source>What was dropped is no name or URL of a repository.</source>
            <translation>拖放的内容不是仓库名称或链接。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::MirrorSwitch</name>
        <message>
            <source>This PC</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Connect to a mirror…</source>
            <translation>连接到镜像…</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>忘记</translation>
        </message>
        <message>
            <source>Mirror that is shown: %1</source>
            <translation>当前显示的镜像：%1</translation>
        </message>
        <message>
            <source>Which mirror is shown</source>
            <translation>显示哪个镜像</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ModelCard</name>
        <message>
            <source>All files</source>
            <translation>全部文件</translation>
        </message>
        <message>
            <source>Safetensors only</source>
            <translation>仅 safetensors</translation>
        </message>
        <message>
            <source>Parquet only</source>
            <translation>仅 parquet</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Chosen by hand</source>
            <translation>手动选择</translation>
        </message>
        <message>
            <source>Choose a model to see its files.</source>
            <translation>选择一个模型以查看其文件。</translation>
        </message>
        <message>
            <source>Add token</source>
            <translation>添加 token</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Reading the file list of %1…</source>
            <translation>正在读取 %1 的文件列表…</translation>
        </message>
        <message>
            <source>Revision</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Which files</source>
            <translation>哪些文件</translation>
        </message>
        <message>
            <source>Glob</source>
            <translation>通配符</translation>
        </message>
        <message>
            <source>Only files whose names fit</source>
            <translation>只要名称匹配的文件</translation>
        </message>
        <message>
            <source>For example *.json tokenizer*</source>
            <translation>例如 *.json tokenizer*</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ModelHead</name>
        <message>
            <source>%1 parameters</source>
            <translation>%1 参数</translation>
        </message>
        <message>
            <source>%1 cached</source>
            <translation>已缓存 %1</translation>
        </message>
        <message>
            <source>gated</source>
            <translation>受限</translation>
        </message>
        <message>
            <source>private</source>
            <translation>私有</translation>
        </message>
        <message>
            <source>open</source>
            <translation>公开</translation>
        </message>
        <message>
            <source>Only callers whose own token the Hub accepts get these files.</source>
            <translation>只有自带 token 且被 Hub 接受的调用者才能得到这些文件。</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消固定</translation>
        </message>
        <message>
            <source>Pin, so that eviction spares it</source>
            <translation>固定，清理时保留</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Open on the Hub</source>
            <translation>在 Hub 上打开</translation>
        </message>
        <message>
            <source>Add token</source>
            <translation>添加 token</translation>
        </message>
        <message>
            <source>%1, no token stored</source>
            <translation>%1，未填写 token</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ModelsPage</name>
        <message>
            <source>Search the Hub</source>
            <translation>搜索 Hub</translation>
        </message>
        <message>
            <source>Cached %1</source>
            <translation>已缓存 %1</translation>
        </message>
        <message>
            <source>Cached</source>
            <translation>已缓存</translation>
        </message>
        <message>
            <source>Search, cached, schedules or wanted</source>
            <translation>搜索、已缓存、定时或待获取</translation>
        </message>
        <message>
            <source>Schedules</source>
            <translation>定时</translation>
        </message>
        <message>
            <source>Wanted</source>
            <translation>待获取</translation>
        </message>
        <message>
            <source>What clients asked for in vain</source>
            <translation>客户端请求而未得到的内容</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::MoveDialog</name>
        <message>
            <source>The mirror stops. Transfers that run may end first.</source>
            <translation>镜像正在停止。正在进行的传输可以先完成。</translation>
        </message>
        <message>
            <source>Everything stays where it was. What was copied is removed.</source>
            <translation>一切保持原样，已复制的内容正在删除。</translation>
        </message>
        <message>
            <source>The old files are removed.</source>
            <translation>正在删除旧文件。</translation>
        </message>
        <message>
            <source>Counting the files.</source>
            <translation>正在统计文件。</translation>
        </message>
        <message>
            <source>Copied: %1</source>
            <translation>已复制：%1</translation>
        </message>
        <message>
            <source>Compared with what was copied: %1</source>
            <translation>已与原文件核对：%1</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>剩余 %1</translation>
        </message>
        <message>
            <source>Nothing was moved. %1</source>
            <translation>没有移动任何内容。%1</translation>
        </message>
        <message>
            <source>Move the cache</source>
            <translation>移动缓存</translation>
        </message>
        <message>
            <source>Move the cache to another folder</source>
            <translation>将缓存移动到其他文件夹</translation>
        </message>
        <message>
            <source>Models, what is known of them, settings and the token go along. The mirror stops meanwhile and each file is compared before the old one is removed. The old path then leads to the new folder.</source>
            <translation>模型、相关信息、设置和 token 都会一并移动。期间镜像会停止，删除旧文件之前会逐个核对。之后旧路径会指向新文件夹。</translation>
        </message>
        <message>
            <source>Now in %1</source>
            <translation>目前位于 %1</translation>
        </message>
        <message>
            <source>How much was moved</source>
            <translation>移动进度</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Notices</name>
        <message numerus="yes">
            <source>%1 downloads are done</source>
            <translation>
                <numerusform>%1 个下载已完成</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 downloads failed</source>
            <translation>
                <numerusform>%1 个下载失败</numerusform>
            </translation>
        </message>
        <message>
            <source>Downloads wait for room on the disk</source>
            <translation>下载因磁盘空间不足而等待</translation>
        </message>
        <message>
            <source>The upstream does not answer</source>
            <translation>上游没有应答</translation>
        </message>
        <message>
            <source>The upstream answers again</source>
            <translation>上游已恢复</translation>
        </message>
        <message numerus="yes">
            <source>%1 new clients</source>
            <translation>
                <numerusform>%1 个新客户端</numerusform>
            </translation>
        </message>
        <message>
            <source>The mirror did not start.</source>
            <translation>镜像未能启动。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::OverviewPage</name>
        <message>
            <source>Client setup…</source>
            <translation>客户端设置…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Health check</source>
            <translation>健康检查</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::PersistButton</name>
        <message>
            <source>It cannot be written</source>
            <translation>无法写入</translation>
        </message>
        <message>
            <source>Take it back from this PC</source>
            <translation>从本机撤销</translation>
        </message>
        <message>
            <source>Set it for me on this PC</source>
            <translation>在本机为我设置</translation>
        </message>
        <message>
            <source>Set for what starts after the next login.</source>
            <translation>已设置，下次登录后启动的程序生效。</translation>
        </message>
        <message>
            <source>Programs that you start on this PC use the mirror after the next login.</source>
            <translation>下次登录后，在本机启动的程序会使用此镜像。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Preflight</name>
        <message>
            <source>cannot be used</source>
            <translation>无法使用</translation>
        </message>
        <message>
            <source>offline mode</source>
            <translation>离线模式</translation>
        </message>
        <message>
            <source>%1 free</source>
            <translation>剩余 %1</translation>
        </message>
        <message>
            <source>default folder</source>
            <translation>默认文件夹</translation>
        </message>
        <message>
            <source>What the mirror will use</source>
            <translation>镜像将使用</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <source>Cache</source>
            <translation>缓存</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>访问</translation>
        </message>
        <message>
            <source>Change the address…</source>
            <translation>修改地址…</translation>
        </message>
        <message>
            <source>Run full health check</source>
            <translation>运行完整健康检查</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ReadyPage</name>
        <message>
            <source>Ready</source>
            <translation>准备就绪</translation>
        </message>
        <message>
            <source>All of this can be changed later in Settings, and this can be opened again from the menu.</source>
            <translation>以上内容以后都可以在设置中更改，也可以从菜单再次打开本向导。</translation>
        </message>
        <message>
            <source>On each client, this line leads to the mirror:</source>
            <translation>在每台客户端上使用这一行即可连接镜像：</translation>
        </message>
        <message>
            <source>Line for clients</source>
            <translation>客户端命令</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Start the mirror now</source>
            <translation>立即启动镜像</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::RepoActions</name>
        <message>
            <source>Copy the name</source>
            <translation>复制名称</translation>
        </message>
        <message>
            <source>Copy the URL</source>
            <translation>复制链接</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>复制命令</translation>
        </message>
        <message>
            <source>Open on the Hub</source>
            <translation>在 Hub 上打开</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::RequestTableModel</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Repo and file</source>
            <translation>仓库与文件</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态码</translation>
        </message>
        <message>
            <source>Bytes sent</source>
            <translation>已发送</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>方法</translation>
        </message>
        <message>
            <source>Range</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>%1: %2 asked for %3, %4, status %5, %6 in %7.</source>
            <translation>%1：%2 请求 %3，%4，状态码 %5，%7 内发送 %6。</translation>
        </message>
        <message>
            <source>The client closed the connection before the end.</source>
            <translation>客户端在传完之前关闭了连接。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::RequestsChart</name>
        <message>
            <source>%1: %2 hits, %3 joined, %4 misses/s</source>
            <translation>%1：每秒命中 %2、共享 %3、未命中 %4</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::RouteTest</name>
        <message>
            <source>It answers, but not as a Hub does.</source>
            <translation>有应答，但不是 Hub。</translation>
        </message>
        <message>
            <source>It answers, in %1 ms.</source>
            <translation>有应答，用时 %1 毫秒。</translation>
        </message>
        <message>
            <source>Its name cannot be looked up (DNS).</source>
            <translation>无法解析域名（DNS）。</translation>
        </message>
        <message>
            <source>The connection is not trusted (TLS). Check the clock and the proxy.</source>
            <translation>连接不受信任（TLS）。请检查时钟和代理。</translation>
        </message>
        <message>
            <source>Nothing listens there.</source>
            <translation>对方没有监听。</translation>
        </message>
        <message numerus="yes">
            <source>No answer in %n seconds.</source>
            <translation>
                <numerusform>%n 秒内没有应答。</numerusform>
            </translation>
        </message>
        <message>
            <source>The proxy cannot be reached.</source>
            <translation>无法连接代理。</translation>
        </message>
        <message>
            <source>The proxy wants a name and a password.</source>
            <translation>代理需要用户名和密码。</translation>
        </message>
        <message>
            <source>It answers with status %1.</source>
            <translation>返回状态 %1。</translation>
        </message>
        <message>
            <source>It cannot be reached.</source>
            <translation>无法连接。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::RoutesExtra</name>
        <message>
            <source>Asking…</source>
            <translation>正在测试…</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>It rests, because it failed.</source>
            <translation>因失败暂停使用。</translation>
        </message>
        <message>
            <source>It works: %1 ms, %2 a connection.</source>
            <translation>正常：%1 毫秒，每个连接 %2。</translation>
        </message>
        <message>
            <source>Upstreams now</source>
            <translation>当前上游</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SchedulesPanel</name>
        <message>
            <source>Downloads of the queue run at any hour.</source>
            <translation>队列随时运行。</translation>
        </message>
        <message>
            <source>Downloads of the queue run now, and every day %1.</source>
            <translation>队列正在运行，每天 %1。</translation>
        </message>
        <message>
            <source>Downloads of the queue run next %1, in %2.</source>
            <translation>队列下次运行：%1（%2 后）。</translation>
        </message>
        <message>
            <source>Hours of the queue</source>
            <translation>队列的时段</translation>
        </message>
        <message>
            <source>Fetch ahead only from</source>
            <translation>只在此时段预下载：</translation>
        </message>
        <message>
            <source>Fetch ahead only in these hours</source>
            <translation>只在此时段预下载</translation>
        </message>
        <message>
            <source>From</source>
            <translation>从</translation>
        </message>
        <message>
            <source>to</source>
            <translation>到</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>到</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>Look now</source>
            <translation>立即查看</translation>
        </message>
        <message>
            <source>Use the hours above</source>
            <translation>改用上方时段</translation>
        </message>
        <message>
            <source>Keep current no more</source>
            <translation>不再保持最新</translation>
        </message>
        <message>
            <source>What is here stays; newer files are not looked for any more</source>
            <translation>已有文件保留，不再查找更新</translation>
        </message>
        <message>
            <source>Nothing is kept current. Choose a model and press Every night.</source>
            <translation>没有保持最新的仓库。选择一个模型并点击“每晚更新”。</translation>
        </message>
        <message>
            <source>Search models</source>
            <translation>搜索模型</translation>
        </message>
        <message>
            <source>What is kept current</source>
            <translation>保持最新的内容</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SearchFilters</name>
        <message>
            <source>Search the Hub, or paste a name or URL</source>
            <translation>搜索 Hub，或粘贴模型名、链接</translation>
        </message>
        <message>
            <source>Search the Hub</source>
            <translation>搜索 Hub</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Cached only</source>
            <translation>仅已缓存</translation>
        </message>
        <message>
            <source>Only what is cached</source>
            <translation>只显示已缓存的</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Datasets</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Models or datasets</source>
            <translation>模型或数据集</translation>
        </message>
        <message>
            <source>Trending</source>
            <translation>热门</translation>
        </message>
        <message>
            <source>Most downloads</source>
            <translation>下载最多</translation>
        </message>
        <message>
            <source>Most likes</source>
            <translation>点赞最多</translation>
        </message>
        <message>
            <source>Last updated</source>
            <translation>最近更新</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>最新发布</translation>
        </message>
        <message>
            <source>Order of the results</source>
            <translation>结果的排序</translation>
        </message>
        <message>
            <source>Any task</source>
            <translation>任意任务</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Any library</source>
            <translation>任意库</translation>
        </message>
        <message>
            <source>Library or format</source>
            <translation>库或格式</translation>
        </message>
        <message>
            <source>Any licence</source>
            <translation>任意许可证</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Any size</source>
            <translation>任意大小</translation>
        </message>
        <message>
            <source>Up to 1 B parameters</source>
            <translation>10 亿参数以下</translation>
        </message>
        <message>
            <source>1 to 8 B parameters</source>
            <translation>10 亿到 80 亿参数</translation>
        </message>
        <message>
            <source>8 to 40 B parameters</source>
            <translation>80 亿到 400 亿参数</translation>
        </message>
        <message>
            <source>Above 40 B parameters</source>
            <translation>400 亿参数以上</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SearchPanel</name>
        <message numerus="yes">
            <source>%1 results</source>
            <translation>
                <numerusform>%1 个结果</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first %1 results</source>
            <translation>
                <numerusform>前 %1 个结果</numerusform>
            </translation>
        </message>
        <message>
            <source>Search the Hub, or paste a name or URL.</source>
            <translation>搜索 Hub，或粘贴模型名、链接。</translation>
        </message>
        <message>
            <source>The mirror does not run. It must run to search.</source>
            <translation>镜像未运行，启动后才能搜索。</translation>
        </message>
        <message>
            <source>Start the mirror</source>
            <translation>启动镜像</translation>
        </message>
        <message>
            <source>Waiting for the Hub&apos;s answer…</source>
            <translation>正在等待 Hub 的回答…</translation>
        </message>
        <message>
            <source>No dataset matches.</source>
            <translation>没有符合条件的数据集。</translation>
        </message>
        <message>
            <source>No model matches.</source>
            <translation>没有符合条件的模型。</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>Offline mode is on: search covers the cache only.</source>
            <translation>离线模式下仅搜索缓存。</translation>
        </message>
        <message>
            <source>Go online</source>
            <translation>恢复在线</translation>
        </message>
        <message>
            <source>The Hub cannot be reached, so only cached models are found.</source>
            <translation>无法连接上游，仅显示已缓存的模型。</translation>
        </message>
        <message>
            <source>The Hub refused the search, so only cached models are found.</source>
            <translation>上游拒绝了搜索，仅显示已缓存的模型。</translation>
        </message>
        <message>
            <source>Health check</source>
            <translation>健康检查</translation>
        </message>
        <message>
            <source>Found models and datasets</source>
            <translation>找到的模型与数据集</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SettingsPage</name>
        <message>
            <source>Everything is applied</source>
            <translation>所有更改均已应用</translation>
        </message>
        <message numerus="yes">
            <source>%1 changes are not applied yet</source>
            <translation>
                <numerusform>%1 项更改尚未应用</numerusform>
            </translation>
        </message>
        <message>
            <source>Applied. What is marked holds when the mirror is started again.</source>
            <translation>已应用。带标记的项在重新启动镜像后生效。</translation>
        </message>
        <message>
            <source>Kinds of settings</source>
            <translation>设置类别</translation>
        </message>
        <message>
            <source>Search all settings</source>
            <translation>搜索全部设置</translation>
        </message>
        <message>
            <source>No setting matches.</source>
            <translation>没有匹配的设置项。</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>Nothing was applied: “%1” cannot be as it is.</source>
            <translation>未应用任何更改：“%1”的值无法使用。</translation>
        </message>
        <message>
            <source>Applied, but not saved: it ends when the mirror does. Correct the settings file or make it writable, then change it again.</source>
            <translation>已生效，但没有保存：镜像停止后就会失效。请修正设置文件或使其可写，然后再改一次。</translation>
        </message>
        <message>
            <source>Found, Enter opens the first in its place</source>
            <translation>搜索结果，按 Enter 打开第一项所在位置</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SetupWizard</name>
        <message>
            <source>Page %1 of %2</source>
            <translation>第 %1 页，共 %2 页</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>The entry that starts the mirror at login cannot be written.</source>
            <translation>无法写入登录启动项。</translation>
        </message>
        <message>
            <source>The folder cannot be used. Go back and choose another one.</source>
            <translation>无法使用该文件夹，请返回另选一个。</translation>
        </message>
        <message>
            <source>Set up Mirrorlake</source>
            <translation>设置 Mirrorlake</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Skip all</source>
            <translation>全部跳过</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Sidebar</name>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SidebarModel</name>
        <message>
            <source>%1, %2</source>
            <comment>page and its count</comment>
            <translation>%1，%2</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::StatusBar</name>
        <message>
            <source>Mirror stopped</source>
            <translation>镜像已停止</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>在线</translation>
        </message>
        <message>
            <source>Offline mode</source>
            <translation>离线模式</translation>
        </message>
        <message>
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <source>LAN</source>
            <translation>局域网</translation>
        </message>
        <message numerus="yes">
            <source>%1 clients</source>
            <translation>
                <numerusform>%1 个客户端</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 free</source>
            <translation>剩余 %1</translation>
        </message>
        <message>
            <source>Upstream unreachable</source>
            <translation>上游不可达</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ThroughputCard</name>
        <message>
            <source>The mirror does not run. Time without measurement is not drawn.</source>
            <translation>镜像未运行。没有测量的时段不画线。</translation>
        </message>
        <message>
            <source>LAN peak %1, mean %2 %3/s. Upstream peak %4, mean %5 %3/s.</source>
            <translation>局域网下发峰值 %1、平均 %2 %3/s；上游回源峰值 %4、平均 %5 %3/s。</translation>
        </message>
        <message>
            <source>A gap was not measured.</source>
            <translation>空白处没有测量数据。</translation>
        </message>
        <message>
            <source>Above the line goes out, below comes in.</source>
            <translation>横线上方为下发，下方为回源。</translation>
        </message>
        <message>
            <source>Throughput</source>
            <translation>吞吐量</translation>
        </message>
        <message>
            <source>LAN out</source>
            <translation>局域网下发</translation>
        </message>
        <message>
            <source>Upstream in</source>
            <translation>上游回源</translation>
        </message>
        <message>
            <source>Nothing was served yet. Copy the address to a client.</source>
            <translation>尚无流量。把地址复制到客户端即可。</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Nothing was served yet. Start the mirror and copy its address to a client.</source>
            <translation>尚无流量。启动镜像，再把地址复制到客户端即可。</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>two sentences, one after the other</comment>
            <translation>%1%2</translation>
        </message>
        <message>
            <source>Nothing was measured in this time, so nothing is drawn.</source>
            <translation>这段时间没有测量数据，因此不画线。</translation>
        </message>
        <message>
            <source>Time that is shown: %1</source>
            <translation>显示的时间段：%1</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TopModelsCard</name>
        <message>
            <source>Top models today</source>
            <translation>今日热门模型</translation>
        </message>
        <message>
            <source>All models</source>
            <translation>全部模型</translation>
        </message>
        <message>
            <source>No model was served today.</source>
            <translation>今天尚未下发任何模型。</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Served ▾</source>
            <translation>下发 ▾</translation>
        </message>
        <message>
            <source>From cache</source>
            <translation>缓存命中率</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TrafficCharts</name>
        <message>
            <source>Throughput</source>
            <translation>吞吐量</translation>
        </message>
        <message>
            <source>LAN out</source>
            <translation>局域网下发</translation>
        </message>
        <message>
            <source>Upstream in</source>
            <translation>上游回源</translation>
        </message>
        <message>
            <source>Nothing was measured in this time.</source>
            <translation>这段时间没有测量数据。</translation>
        </message>
        <message>
            <source>LAN peak %1, mean %2 %3/s. Upstream peak %4, mean %5 %3/s.</source>
            <translation>局域网峰值 %1，平均 %2 %3/s。上游峰值 %4，平均 %5 %3/s。</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <translation>%1%2</translation>
        </message>
        <message>
            <source>A gap was not measured.</source>
            <translation>空缺处没有测量数据。</translation>
        </message>
        <message>
            <source>No request was counted yet.</source>
            <translation>尚未计入任何请求。</translation>
        </message>
        <message numerus="yes">
            <source>Mean %1 hits, %2 joined, %3 misses. %4 errors.</source>
            <translation>
                <numerusform>平均命中 %1、共享 %2、未命中 %3。%4 个错误。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 served, %2 of it saved. Most on %3: %4.</source>
            <translation>共下发 %1，其中节省 %2。最多的是 %3：%4。</translation>
        </message>
        <message>
            <source>Nothing was served in this time.</source>
            <translation>这段时间没有下发。</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>hits</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>joined</source>
            <translation>共享</translation>
        </message>
        <message>
            <source>misses</source>
            <translation>未命中</translation>
        </message>
        <message>
            <source>per second</source>
            <translation>每秒</translation>
        </message>
        <message>
            <source>Bytes served</source>
            <translation>下发量</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>节省</translation>
        </message>
        <message>
            <source>fetched</source>
            <translation>回源</translation>
        </message>
        <message>
            <source>Requests per second</source>
            <translation>每秒请求数</translation>
        </message>
        <message>
            <source>Bytes by day or month</source>
            <translation>按日或按月的字节数</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TrafficList</name>
        <message>
            <source>Nothing matches the filter.</source>
            <translation>没有匹配项。</translation>
        </message>
        <message>
            <source>No requests in this span.</source>
            <translation>该时段没有请求。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>bytes %1 to %2</source>
            <translation>字节 %1 到 %2</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Requests summed up</source>
            <translation>请求汇总</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TrafficPage</name>
        <message>
            <source>%1 of %2 kept, oldest %3</source>
            <translation>已保留 %1 / %2 条，最早 %3</translation>
        </message>
        <message>
            <source>Counted from the requests that are kept.</source>
            <translation>根据保留的请求统计。</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause list</source>
            <translation>暂停列表</translation>
        </message>
        <message>
            <source>Saved as %1.</source>
            <translation>已保存为 %1。</translation>
        </message>
        <message>
            <source>%1 could not be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>Time that is shown</source>
            <translation>显示的时间段</translation>
        </message>
        <message>
            <source>All clients</source>
            <translation>全部客户端</translation>
        </message>
        <message>
            <source>Client whose requests are listed</source>
            <translation>列出哪个客户端的请求</translation>
        </message>
        <message>
            <source>Filter the requests</source>
            <translation>筛选请求</translation>
        </message>
        <message>
            <source>Words, or client: repo: file: status: result: method: with * and ?, or size and took with &lt; or &gt;: size&gt;1GB took&lt;200ms</source>
            <translation>关键词，或 client: repo: file: status: result: method:（可用 * 和 ?），或带 &lt; &gt; 的 size 与 took：size&gt;1GB took&lt;200ms</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>By client</source>
            <translation>按客户端</translation>
        </message>
        <message>
            <source>By model</source>
            <translation>按模型</translation>
        </message>
        <message>
            <source>By result</source>
            <translation>按结果</translation>
        </message>
        <message>
            <source>What is listed</source>
            <translation>列出的内容</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>List as CSV…</source>
            <translation>列表存为 CSV…</translation>
        </message>
        <message>
            <source>List as JSON…</source>
            <translation>列表存为 JSON…</translation>
        </message>
        <message>
            <source>Charts as PNG…</source>
            <translation>图表存为 PNG…</translation>
        </message>
        <message>
            <source>“Left early” is the client’s choice and counts as no error.</source>
            <translation>“客户端中断”由客户端决定，不算错误。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TrashDialog</name>
        <message numerus="yes">
            <source>%1 files are back.</source>
            <translation>
                <numerusform>%1 个文件已恢复。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files are deleted for good.</source>
            <translation>
                <numerusform>%1 个文件已彻底删除。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %1 files (%2) for good? They are fetched again when somebody asks for them.</source>
            <translation>
                <numerusform>彻底删除 %1 个文件（%2）？有人请求时会重新下载。</numerusform>
            </translation>
        </message>
        <message>
            <source>The trash is empty.</source>
            <translation>回收区是空的。</translation>
        </message>
        <message>
            <source>Looking what lies in the trash…</source>
            <translation>正在查看回收区…</translation>
        </message>
        <message numerus="yes">
            <source>%1 files chosen, %2</source>
            <translation>
                <numerusform>已选 %1 个文件，%2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files, %2</source>
            <translation>
                <numerusform>%1 个文件，%2</numerusform>
            </translation>
        </message>
        <message>
            <source>Empty (%1)…</source>
            <translation>清空（%1）…</translation>
        </message>
        <message>
            <source>Empty…</source>
            <translation>清空…</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>回收区</translation>
        </message>
        <message>
            <source>Nothing goes to the trash, because the setting “Trash” is 0.</source>
            <translation>没有文件会进入回收区，因为“回收区”的时间设为 0。</translation>
        </message>
        <message>
            <source>Files in the trash</source>
            <translation>回收区中的文件</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Delete for good…</source>
            <translation>彻底删除…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Delete for good</source>
            <translation>彻底删除</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>What went by its age or was deleted can come back for %1. When room is short, it goes first.</source>
            <translation>因太久未用而清理或手动移入的文件，%1 内可以恢复；空间不足时，它们最先删除。</translation>
        </message>
        <message numerus="yes">
            <source>What went by its age or was deleted can come back for %1 days. When room is short, it goes first.</source>
            <translation>
                <numerusform>因太久未用而清理或手动移入的文件，%1 天内可以恢复；空间不足时，它们最先删除。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TrashModel</name>
        <message>
            <source>%1, %2, gone %3, %4, kept until %5</source>
            <translation>%1，%2，%3清理，%4，保留至 %5</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Went</source>
            <translation>清理时间</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Kept until</source>
            <translation>保留至</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Tray</name>
        <message numerus="yes">
            <source>↑ LAN %1 to %2 clients</source>
            <translation>
                <numerusform>↑ 下发 %1，%2 个客户端</numerusform>
            </translation>
        </message>
        <message>
            <source>↓ Upstream %1</source>
            <translation>↓ 回源 %1</translation>
        </message>
        <message numerus="yes">
            <source>%1 recent failures</source>
            <translation>
                <numerusform>最近 %1 个失败</numerusform>
            </translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>限速</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::UpstreamPage</name>
        <message>
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <source>Asking…</source>
            <translation>正在测试…</translation>
        </message>
        <message>
            <source>Where should files come from?</source>
            <translation>文件从哪里获取？</translation>
        </message>
        <message>
            <source>Test shows which of them answers from here, and how fast. Nothing is asked before.</source>
            <translation>点击测试可查看哪个上游可用以及速度。在此之前不会发出任何请求。</translation>
        </message>
        <message>
            <source>huggingface.co, the Hub itself</source>
            <translation>huggingface.co（官方 Hub）</translation>
        </message>
        <message>
            <source>hf-mirror.com, a mirror of it</source>
            <translation>hf-mirror.com（镜像站）</translation>
        </message>
        <message>
            <source>Another one</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>测试</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::WantedModel</name>
        <message>
            <source>%1, %2, asked for %3, last %4</source>
            <translation>%1，%2，请求 %3，最近 %4</translation>
        </message>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>Revision</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Asked for</source>
            <translation>请求次数</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最近</translation>
        </message>
        <message>
            <source>the list of its files</source>
            <translation>文件列表</translation>
        </message>
        <message numerus="yes">
            <source>%n times</source>
            <translation>
                <numerusform>%n 次</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::WantedPanel</name>
        <message>
            <source>The download is in the queue; what came leaves this list by itself.</source>
            <translation>已加入下载队列；取得后会自动移出此列表。</translation>
        </message>
        <message>
            <source>Clients asked for these while the Hub could not be asked, and did not get them. What comes later leaves the list by itself.</source>
            <translation>这些是无法连接 Hub 时客户端请求而未得到的内容。之后取得的会自动移出列表。</translation>
        </message>
        <message>
            <source>Nothing was asked for in vain.</source>
            <translation>没有落空的请求。</translation>
        </message>
        <message>
            <source>What was asked for in vain</source>
            <translation>落空的请求</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>移除</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::WeekGrid</name>
        <message>
            <source>full speed</source>
            <translation>全速</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>limited</source>
            <translation>限速</translation>
        </message>
        <message>
            <source>%1 at %2: %3</source>
            <translation>%1 %2：%3</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::WeekLegend</name>
        <message>
            <source>%1 (key %2)</source>
            <translation>%1（按键 %2）</translation>
        </message>
        <message>
            <source>Drag to paint hours. By keyboard: arrows move, Shift with arrows chooses more, 1, 2 and 3 set what is chosen.</source>
            <translation>拖动鼠标绘制小时。键盘：方向键移动，Shift 加方向键扩大选区，1、2、3 设置所选小时。</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::WindowMenu</name>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>外观</translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::WishModel</name>
        <message>
            <source>Repo</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>Revision</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>What is here</source>
            <translation>本地情况</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>line %1 is not understood</source>
            <translation>第 %1 行无法识别</translation>
        </message>
        <message>
            <source>not found</source>
            <translation>未找到</translation>
        </message>
        <message>
            <source>no such revision</source>
            <translation>没有此版本</translation>
        </message>
        <message>
            <source>needs a token</source>
            <translation>需要 token</translation>
        </message>
        <message>
            <source>new</source>
            <translation>新</translation>
        </message>
        <message>
            <source>cached</source>
            <translation>已缓存</translation>
        </message>
        <message>
            <source>%1 here</source>
            <translation>已有 %1</translation>
        </message>
        <message>
            <source>no such files</source>
            <translation>没有这类文件</translation>
        </message>
        <message>
            <source>Write org/name, org/name@revision, org/name:Q4_K_M, datasets/org/name or a URL of the Hub.</source>
            <translation>请写 org/name、org/name@revision、org/name:Q4_K_M、datasets/org/name 或 Hub 的网址。</translation>
        </message>
    </context>
</TS>
