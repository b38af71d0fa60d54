<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Downloads</name>
        <message numerus="yes">
            <source>%1 files at once</source>
            <translation>
                <numerusform>%1 file at once</numerusform>
                <numerusform>%1 files at once</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files</source>
            <translation>
                <numerusform>%1 file</numerusform>
                <numerusform>%1 files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n files could not be had: %1</source>
            <translation>
                <numerusform>%n file could not be had: %1</numerusform>
                <numerusform>%n files could not be had: %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message numerus="yes">
            <source>%1 days ago</source>
            <translation>
                <numerusform>%1 day ago</numerusform>
                <numerusform>%1 days ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>State</name>
        <message numerus="yes">
            <source>Stopping, %1 clients finish</source>
            <translation>
                <numerusform>Stopping, %1 client finishes</numerusform>
                <numerusform>Stopping, %1 clients finish</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AddDialog</name>
        <message numerus="yes">
            <source>%1 downloads will be added.</source>
            <translation>
                <numerusform>%1 download will be added.</numerusform>
                <numerusform>%1 downloads will be added.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>How large %n of them are is not known.</source>
            <translation>
                <numerusform>How large %n of them is is not known.</numerusform>
                <numerusform>How large %n of them are is not known.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lines name no repository and are left out.</source>
            <translation>
                <numerusform>%n line names no repository and is left out.</numerusform>
                <numerusform>%n lines name no repository and are left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AdoptDialog</name>
        <message numerus="yes">
            <source>Looking what is there: %1 files so far</source>
            <translation>
                <numerusform>Looking what is there: %1 file so far</numerusform>
                <numerusform>Looking what is there: %1 files so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files (%2) can be imported.</source>
            <translation>
                <numerusform>%1 file (%2) can be imported.</numerusform>
                <numerusform>%1 files (%2) can be imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files (%2) imported, %3 were here before.</source>
            <translation>
                <numerusform>%1 file (%2) imported, %3 were here before.</numerusform>
                <numerusform>%1 files (%2) imported, %3 were here before.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 are left outside, for they are not what the Hub has.</source>
            <translation>
                <numerusform>%1 is left outside, for it is not what the Hub has.</numerusform>
                <numerusform>%1 are left outside, for they are not what the Hub has.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::AttentionCard</name>
        <message numerus="yes">
            <source>and %1 more</source>
            <translation>
                <numerusform>and %1 more</numerusform>
                <numerusform>and %1 more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CachedFooter</name>
        <message numerus="yes">
            <source>%1 · %2 files</source>
            <translation>
                <numerusform>%1 · %2 file</numerusform>
                <numerusform>%1 · %2 files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Verifying: %1 of %2 files</source>
            <translation>
                <numerusform>Verifying: %1 of %2 file</numerusform>
                <numerusform>Verifying: %1 of %2 files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files are not right and could not be mended.</source>
            <translation>
                <numerusform>%1 file is not right and could not be mended.</numerusform>
                <numerusform>%1 files are not right and could not be mended.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files were damaged and are mended.</source>
            <translation>
                <numerusform>%1 file was damaged and is mended.</numerusform>
                <numerusform>%1 files were damaged and are mended.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files verified, all are right.</source>
            <translation>
                <numerusform>%1 file verified, it is right.</numerusform>
                <numerusform>%1 files verified, all are right.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files are back.</source>
            <translation>
                <numerusform>%1 file is back.</numerusform>
                <numerusform>%1 files are back.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CachedPanel</name>
        <message numerus="yes">
            <source>%1 repos, %2 in %3 files on disk, room for %4</source>
            <translation>
                <numerusform>%1 repo, %2 in %3 files on disk, room for %4</numerusform>
                <numerusform>%1 repos, %2 in %3 files on disk, room for %4</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ClientsPage</name>
        <message numerus="yes">
            <source>%n clients today: %1 served, %2 of the files from the cache.</source>
            <translation>
                <numerusform>%n client today: %1 served, %2 of the files from the cache.</numerusform>
                <numerusform>%n clients today: %1 served, %2 of the files from the cache.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::CloseQuestion</name>
        <message numerus="yes">
            <source>%1 clients are downloading.</source>
            <translation>
                <numerusform>%1 client is downloading.</numerusform>
                <numerusform>%1 clients are downloading.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Closing</name>
        <message numerus="yes">
            <source>Mirrorlake quits when %1 clients have finished.</source>
            <translation>
                <numerusform>Mirrorlake quits when %1 client has finished.</numerusform>
                <numerusform>Mirrorlake quits when %1 clients have finished.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::DownloadFooter</name>
        <message numerus="yes">
            <source>%1 of %2 files, %3</source>
            <translation>
                <numerusform>%1 of %2 file, %3</numerusform>
                <numerusform>%1 of %2 files, %3</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FiguresCard</name>
        <message numerus="yes">
            <source>%1 files</source>
            <translation>
                <numerusform>%1 file</numerusform>
                <numerusform>%1 files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 clients</source>
            <translation>
                <numerusform>%1 client</numerusform>
                <numerusform>%1 clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %2 files</source>
            <translation>
                <numerusform>%1 of %2 file</numerusform>
                <numerusform>%1 of %2 files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FileTreeModel</name>
        <message numerus="yes">
            <source>%1 · %2 of %3 files</source>
            <translation>
                <numerusform>%1 · %2 of %3 file</numerusform>
                <numerusform>%1 · %2 of %3 files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::FoundModel</name>
        <message numerus="yes">
            <source>%1 downloads</source>
            <translation>
                <numerusform>%1 download</numerusform>
                <numerusform>%1 downloads</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::HealthDialog</name>
        <message numerus="yes">
            <source>The mirror works, %1 things need you</source>
            <translation>
                <numerusform>The mirror works, %1 thing needs you</numerusform>
                <numerusform>The mirror works, %1 things need you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 things do not work</source>
            <translation>
                <numerusform>%1 thing does not work</numerusform>
                <numerusform>%1 things do not work</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 checks, finished at %2</source>
            <translation>
                <numerusform>%1 check, finished at %2</numerusform>
                <numerusform>%1 checks, finished at %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::ImportDialog</name>
        <message numerus="yes">
            <source>%1 settings would change</source>
            <translation>
                <numerusform>%1 setting would change</numerusform>
                <numerusform>%1 settings would change</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobDetails</name>
        <message numerus="yes">
            <source>And %1 files that are not listed.</source>
            <translation>
                <numerusform>And %1 file that is not listed.</numerusform>
                <numerusform>And %1 files that are not listed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::JobFacts</name>
        <message numerus="yes">
            <source>%n clients read along</source>
            <translation>
                <numerusform>%n client reads along</numerusform>
                <numerusform>%n clients read along</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::LogPage</name>
        <message numerus="yes">
            <source>%1 lines</source>
            <translation>
                <numerusform>%1 line</numerusform>
                <numerusform>%1 lines</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Notices</name>
        <message numerus="yes">
            <source>%1 downloads are done</source>
            <translation>
                <numerusform>%1 download is done</numerusform>
                <numerusform>%1 downloads are done</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 downloads failed</source>
            <translation>
                <numerusform>%1 download failed</numerusform>
                <numerusform>%1 downloads failed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 new clients</source>
            <translation>
                <numerusform>%1 new client</numerusform>
                <numerusform>%1 new clients</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::RouteTest</name>
        <message numerus="yes">
            <source>No answer in %n seconds.</source>
            <translation>
                <numerusform>No answer in %n second.</numerusform>
                <numerusform>No answer in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SearchPanel</name>
        <message numerus="yes">
            <source>%1 results</source>
            <translation>
                <numerusform>%1 result</numerusform>
                <numerusform>%1 results</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first %1 results</source>
            <translation>
                <numerusform>The first result</numerusform>
                <numerusform>The first %1 results</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::SettingsPage</name>
        <message numerus="yes">
            <source>%1 changes are not applied yet</source>
            <translation>
                <numerusform>%1 change is not applied yet</numerusform>
                <numerusform>%1 changes are not applied yet</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::StatusBar</name>
        <message numerus="yes">
            <source>%1 clients</source>
            <translation>
                <numerusform>%1 client</numerusform>
                <numerusform>%1 clients</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TrafficCharts</name>
        <message numerus="yes">
            <source>Mean %1 hits, %2 joined, %3 misses. %4 errors.</source>
            <translation>
                <numerusform>Mean %1 hits, %2 joined, %3 misses. %4 error.</numerusform>
                <numerusform>Mean %1 hits, %2 joined, %3 misses. %4 errors.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::TrashDialog</name>
        <message numerus="yes">
            <source>%1 files are back.</source>
            <translation>
                <numerusform>%1 file is back.</numerusform>
                <numerusform>%1 files are back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files are deleted for good.</source>
            <translation>
                <numerusform>%1 file is deleted for good.</numerusform>
                <numerusform>%1 files are deleted for good.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %1 files (%2) for good? They are fetched again when somebody asks for them.</source>
            <translation>
                <numerusform>Delete %1 file (%2) for good? It is fetched again when somebody asks for it.</numerusform>
                <numerusform>Delete %1 files (%2) for good? They are fetched again when somebody asks for them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files chosen, %2</source>
            <translation>
                <numerusform>%1 file chosen, %2</numerusform>
                <numerusform>%1 files chosen, %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 files, %2</source>
            <translation>
                <numerusform>%1 file, %2</numerusform>
                <numerusform>%1 files, %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>What went by its age or was deleted can come back for %1 days. When room is short, it goes first.</source>
            <translation>
                <numerusform>What went by its age or was deleted can come back for %1 day. When room is short, it goes first.</numerusform>
                <numerusform>What went by its age or was deleted can come back for %1 days. When room is short, it goes first.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::Tray</name>
        <message numerus="yes">
            <source>↑ LAN %1 to %2 clients</source>
            <translation>
                <numerusform>↑ LAN %1 to %2 client</numerusform>
                <numerusform>↑ LAN %1 to %2 clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 recent failures</source>
            <translation>
                <numerusform>%1 recent failure</numerusform>
                <numerusform>%1 recent failures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>mirrorlake::ui::WantedModel</name>
        <message numerus="yes">
            <source>%n times</source>
            <translation>
                <numerusform>%n time</numerusform>
                <numerusform>%n times</numerusform>
            </translation>
        </message>
    </context>
</TS>
