// Shows one of the guide's Markdown files, with its pictures as wide as there is room, and finds a heading by the name
// that links give it. Thread: GUI; reads small files only.
#pragma once

#include <QTextBrowser>

namespace mirrorlake::ui {

class GuideText final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit GuideText(QWidget *parent = nullptr);

    /// Without path, as "guide.md". False when there is no such file.
    bool open(const QString &file);
    /// "gated-models" for the heading "Gated models".
    bool scrollTo(const QString &heading);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void dress();
};

/// Where the pictures lie, of a program that is installed or was just built; empty when they lie nowhere.
QString guideFolder();

} // namespace mirrorlake::ui
