// The library on real rooms, in front of a fake Hub with three repos.
#pragma once

#include "core/preload/preloadrig.h"
#include "library/locallibrary.h"
#include "sweep/sweeper.h"

#include <QTest>

#include <future>

namespace mirrorlake::library {

inline RepoKey key(const char *id, RepoType type = RepoType::Model)
{
    return {type, *RepoId::parse(id)};
}

template<typename T, typename Ask>
Result<T> answerOf(Ask ask)
{
    auto answer = std::make_shared<std::promise<Result<T>>>();
    auto future = answer->get_future();
    ask([answer](Result<T> result) { answer->set_value(std::move(result)); });
    return future.get();
}

inline std::vector<std::string> names(const std::vector<FoundRepo> &repos)
{
    std::vector<std::string> found;
    for (const FoundRepo &repo : repos)
        found.push_back(repo.repo.id.text());
    return found;
}

using Names = std::vector<std::string>;

class LibraryFixture : public QObject
{
protected:
    void begin()
    {
        m_rig = std::make_unique<test::PreloadRig>();
        fakehub::World &world = m_rig->hub.world();
        m_sha = world.commit("models/org/name", "main",
                             {{"README.md", fakehub::textContent("---\nlicense: mit\n---\n# Name\n\nA *small* model.")},
                              {"config.json", fakehub::textContent("{}")},
                              {"name-Q4_K_M.gguf", fakehub::generatedContent(1, 40'000), true},
                              {"name-Q8_0.gguf", fakehub::generatedContent(2, 80'000), true}});
        world.commit("models/org/other", "main",
                     {{"name-Q8_0.gguf", fakehub::generatedContent(2, 80'000), true},
                      {"x.bin", fakehub::generatedContent(3, 30'000), true}});
        world.commit("models/else/third", "main", {{"y.bin", fakehub::generatedContent(4, 10'000), true}});
        world.change("models/org/name", [](fakehub::Repo &repo) {
            repo.downloads = 500;
            repo.tags = {"safetensors", "license:mit"};
            repo.isGated = true;
        });
        world.change("models/org/other", [](fakehub::Repo &repo) { repo.downloads = 300; });
        world.change("models/else/third", [](fakehub::Repo &repo) {
            repo.downloads = 100;
            repo.pipelineTag = "fill-mask";
        });
        m_rig->restart();
        openLibrary();
    }
    void end()
    {
        if (m_upstream)
            m_upstream->stop();
        m_library.reset();
        m_upstream.reset();
        m_rig.reset();
    }
    void fetch(const char *wish)
    {
        const auto id = m_rig->add(test::orderOf(wish));
        QCOMPARE(m_rig->waitFor(id, preload::JobState::Done).state, preload::JobState::Done);
        QVERIFY(sweep::Librarian(m_rig->catalog(), m_rig->store(), m_clock).reconcile([] { return true; }));
        m_library->changed();
    }
    void openLibrary(bool isOffline = false, const std::string &token = {})
    {
        m_library.reset();
        upstream::HubOptions options{{{m_rig->hub.url(), token}}, {}, isOffline};
        m_upstream = upstream::makeHub(std::move(options), m_clock);
        m_library =
            std::make_unique<LocalLibrary>(LocalLibrary::Parts{m_rig->catalog(), m_rig->store(), *m_upstream, m_clock});
    }
    Result<SearchAnswer> search(SearchQuestion question)
    {
        return answerOf<SearchAnswer>([&](auto then) { m_library->search(std::move(question), then); });
    }
    Result<Card> card(CardQuestion question)
    {
        return answerOf<Card>([&](auto then) { m_library->card(std::move(question), then); });
    }
    Result<HeldPage> held(HeldQuestion question = {})
    {
        return answerOf<HeldPage>([&](auto then) { m_library->held(std::move(question), then); });
    }
    Result<FindAnswer> find(const std::string &what)
    {
        return answerOf<FindAnswer>([&](auto then) { m_library->find(what, then); });
    }

    SystemClock m_clock;
    std::unique_ptr<test::PreloadRig> m_rig;
    std::unique_ptr<upstream::Hub> m_upstream;
    std::unique_ptr<LocalLibrary> m_library;
    std::string m_sha;
};

} // namespace mirrorlake::library
