"""Every form is written by the project's own templates (the setting ``FORM_RENDERER``)."""

from django.forms.renderers import TemplatesSetting


class ComponentRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
