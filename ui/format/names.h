// Names from the engine as people read them: hosts of URLs, repos without their origin, addresses without the scheme.
// Pure.
#pragma once

#include <QString>

#include <string>

namespace mirrorlake::ui {

/// "huggingface.co" of "https://huggingface.co".
QString hostOf(const std::string &url);
/// "192.168.1.20:8090" of "http://192.168.1.20:8090".
QString withoutScheme(const std::string &url);
/// "Qwen/Qwen3-32B" of "hf:models/Qwen/Qwen3-32B"; the text itself when it is no repo key.
QString repoTitle(const std::string &repoKey);
/// The port of "127.0.0.1:8090" or "[::1]:8090", 0 when there is none.
int portOf(const std::string &listen);

} // namespace mirrorlake::ui
