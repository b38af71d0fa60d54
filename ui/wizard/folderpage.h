// Where models live, how much room there is, and how much the cache may take. Thread: GUI; asks the system for the free
// space when the folder changes.
#pragma once

#include "ui/wizard/wizardpage.h"

namespace mirrorlake::ui {

class FieldEditor;
class FolderChooser;

class FolderPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit FolderPage(const Context &context, QWidget *parent = nullptr);

    QString shortTitle() const override { return tr("Cache folder"); }
    std::vector<control::Assignment> assignments() const override;
    void retranslate() override;
    /// As typed; it may be that which is used already.
    QString folder() const;

private:
    FolderChooser *m_folder;
    FieldEditor *m_limit;
    FieldEditor *m_keepFree;
};

} // namespace mirrorlake::ui
