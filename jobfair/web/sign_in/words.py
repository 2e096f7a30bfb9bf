"""The sentences of signing in that are said from more than one place."""

from django.utils.translation import gettext_lazy as _

_MISMATCH = _("邮箱、手机号或密码不对。请再试一次，或改用验证码登录。")

ERRORS = {
    "account_inactive": _("这个账号已停用。如有疑问，请联系我们。"),
    "duplicate_email": _("这就是您现在的邮箱。"),
    "email_password_mismatch": _MISMATCH,
    "phone_password_mismatch": _MISMATCH,
    "username_password_mismatch": _MISMATCH,
    "email_taken": _("这个邮箱已经注册过。"),
    "phone_taken": _("这个手机号已经注册过。"),
    "enter_current_password": _("现在的密码不对。请再试一次。"),
    "incorrect_password": _("密码不对。请再试一次。"),
    "incorrect_code": _("验证码不对。请核对后再填，或重新发送一个。"),
    "invalid_login": _("请填写电子邮箱或手机号。"),
    "too_many_login_attempts": _("这个验证码错了太多次，已经作废。请重新发送一个。"),
    "same_as_current": _("和现在的一样。请填一个新的。"),
    "rate_limited": _("发得太频繁了。请 10 分钟后再试。"),
}

SECOND_STEP_ERRORS = {
    "incorrect_code": _("验证码不对。请填验证器应用里现在显示的数字。"),
    "unverified_email": _("请先验证电子邮箱，再开启两步验证。"),
    "cannot_delete_authenticator": _("现在不能关闭两步验证。"),
    "cannot_generate_recovery_codes": _("请先开启两步验证，再生成备用码。"),
}

MESSAGES = {
    "account/messages/logged_out.txt": _("您已退出登录。"),
    "account/messages/password_changed.txt": _("密码改好了。"),
    "account/messages/password_set.txt": _("密码设好了。"),
    "account/messages/email_confirmed.txt": _("邮箱验证好了。"),
    "account/messages/email_confirmation_failed.txt": _("这个邮箱已经用在别的账号上。"),
    "account/messages/phone_verified.txt": _("手机号验证好了。"),
    "mfa/messages/totp_activated.txt": _("两步验证已开启。"),
    "mfa/messages/totp_deactivated.txt": _("两步验证已关闭。"),
    "mfa/messages/recovery_codes_generated.txt": _("新的备用码已生成，旧的作废。"),
}

NOTICES = {
    "account/email/password_changed": _("登录密码改了。"),
    "account/email/password_set": _("设了登录密码。"),
    "account/email/email_changed": _("电子邮箱换成了别的。"),
    "mfa/email/totp_activated": _("开启了两步验证。"),
    "mfa/email/totp_deactivated": _("关闭了两步验证。"),
    "mfa/email/recovery_codes_generated": _("生成了新的备用码。"),
}

SMS_CODE = _("【招聘会】验证码 %(code)s，10 分钟内有效。请不要告诉别人。")
SMS_UNKNOWN = _(
    "【招聘会】有人用这个手机号登录，但它还没有注册。要使用请先注册；不是您本人就不用管。"
)
SMS_EXISTS = _("【招聘会】这个手机号已经注册过，直接登录就可以。不是您本人操作就不用管。")
SMS_ERASED = _("【招聘会】您的账号已按您的要求删除。不是您本人删的，请马上联系我们。")
SMS_INVITATION = _("【招聘会】邀请您成为%(body)s的%(role)s，14 天内打开接受：%(link)s")
