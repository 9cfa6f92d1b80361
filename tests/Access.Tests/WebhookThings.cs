using System.Net;
using Testing;

namespace Access.Tests;

/// <summary>Webhooks, which every service has: of a registrar and of an enterprise's internship manager.</summary>
public abstract partial class Things
{
    /// <summary>Whoever follows the feed may have webhooks. Another organisation's are not there, and colleagues read them.</summary>
    public const string WebhookRows =
        """

        CreateWebhook                        | bpc         | ncut
            | org-admin 201, signatory 201, coordinator 201, registrar 201, teacher-office 201, panel 201, * 403
            | org-admin 201, signatory 201, coordinator 201, registrar 201, teacher-office 201, panel 201, * 403 | * 403
        CreateWebhook (enterprise)           | dji         | bjedu
            | internship-manager 201, org-admin 201, signatory 201, * 403 | authority 201, org-admin 201, signatory 201, * 403 | * 403
        ListWebhooks                         | bpc         | ncut
            | org-admin 200+, signatory 200+, coordinator 200+, registrar 200+, teacher-office 200+, panel 200+, * 403
            | org-admin 200-, signatory 200-, coordinator 200-, registrar 200-, teacher-office 200-, panel 200-, * 403 | * 403
        ListWebhooks (enterprise)            | dji         | bjedu
            | internship-manager 200+, org-admin 200+, signatory 200+, * 403
            | authority 200-, org-admin 200-, signatory 200-, * 403 | * 403
        GetWebhook                           | bpc         | ncut
            | org-admin 200, signatory 200, coordinator 200, registrar 200, teacher-office 200, panel 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        GetWebhook (enterprise)              | dji         | bjedu
            | internship-manager 200, org-admin 200, signatory 200, * 403 | authority 404, org-admin 404, signatory 404, * 403 | * 403
        ListWebhookDeliveries                | bpc         | ncut
            | org-admin 200+, signatory 200+, coordinator 200+, registrar 200+, teacher-office 200+, panel 200+, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        ListWebhookDeliveries (enterprise)   | dji         | bjedu
            | internship-manager 200+, org-admin 200+, signatory 200+, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        GetWebhookDelivery                   | bpc         | ncut
            | org-admin 200, signatory 200, coordinator 200, registrar 200, teacher-office 200, panel 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        GetWebhookDelivery (enterprise)      | dji         | bjedu
            | internship-manager 200, org-admin 200, signatory 200, * 403 | authority 404, org-admin 404, signatory 404, * 403 | * 403
        EditWebhook                          | bpc         | ncut        | registrar 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        EditWebhook (enterprise)             | dji         | bjedu       | internship-manager 200, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        PauseWebhook                         | bpc         | ncut        | registrar 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        PauseWebhook (enterprise)            | dji         | bjedu       | internship-manager 200, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        ResumeWebhook                        | bpc         | ncut        | registrar 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        ResumeWebhook (enterprise)           | dji         | bjedu       | internship-manager 200, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        DeleteWebhook                        | bpc         | ncut        | registrar 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        DeleteWebhook (enterprise)           | dji         | bjedu       | internship-manager 200, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        RotateWebhookSecret                  | bpc         | ncut        | registrar 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        RotateWebhookSecret (enterprise)     | dji         | bjedu       | internship-manager 200, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        TestWebhook                          | bpc         | ncut        | registrar 201, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        TestWebhook (enterprise)             | dji         | bjedu       | internship-manager 201, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        ReplayWebhookDelivery                | bpc         | ncut        | registrar 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        ReplayWebhookDelivery (enterprise)   | dji         | bjedu       | internship-manager 200, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403
        ReplayWebhookDeliveries              | bpc         | ncut        | registrar 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, teacher-office 404, panel 404, * 403 | * 403
        ReplayWebhookDeliveries (enterprise) | dji         | bjedu       | internship-manager 200, * 403
            | authority 404, org-admin 404, signatory 404, * 403 | * 403

        """;

    private static readonly object Subscription = new { address = "https://hooks.example.org/platform", kinds = new[] { "webhook" } };

    private string Webhooks => $"/{Service}/v1/webhooks";

    /// <summary>The recipes of an organisation's webhooks. No worker runs, so nothing is sent.</summary>
    private void AddWebhooks(Dictionary<string, Func<Task<Thing>>> own, string variant, string org, string role)
    {
        async Task<string> MadeAsync() =>
            (await As(org, role).PostAsync(Webhooks, Subscription).BodyAsync(HttpStatusCode.Created)).Text("id");
        async Task<Thing> SentAsync(Func<string, string, Thing> thing)
        {
            var hook = await MadeAsync();
            var test = await As(org, role).PostAsync($"{Webhooks}/{hook}/test", new { }).BodyAsync(HttpStatusCode.Created);
            return thing(hook, test.Text("id"));
        }
        own["CreateWebhook" + variant] = () => Task.FromResult(new Thing { Body = Subscription, ShownOnce = "secret" });
        own["ListWebhooks" + variant] = async () => new Thing { Listed = await MadeAsync(), Query = "?limit=200" };
        own["GetWebhook" + variant] = async () => new Thing(await MadeAsync());
        own["EditWebhook" + variant] = async () => new Thing(await MadeAsync()) { Body = Subscription, Version = 1 };
        own["PauseWebhook" + variant] = own["TestWebhook" + variant] = async () => new Thing(await MadeAsync());
        own["ResumeWebhook" + variant] = async () =>
        {
            var hook = await MadeAsync();
            await As(org, role).PostAsync($"{Webhooks}/{hook}/pause", new { }).BodyAsync();
            return new Thing(hook) { Body = new { from = "now" } };
        };
        own["DeleteWebhook" + variant] = async () => new Thing(await MadeAsync()) { Version = 1 };
        own["RotateWebhookSecret" + variant] = async () =>
            new Thing(await MadeAsync()) { Body = new { formerHours = 1 }, ShownOnce = "secret" };
        own["ListWebhookDeliveries" + variant] = () => SentAsync((hook, sent) => new Thing(hook) { Listed = sent });
        own["GetWebhookDelivery" + variant] = own["ReplayWebhookDelivery" + variant] =
            () => SentAsync((hook, sent) => new Thing(hook, sent));
        own["ReplayWebhookDeliveries" + variant] = () => SentAsync((hook, _) => new Thing(hook)
        {
            Body = new { from = "2026-01-01T00:00:00Z", until = "2026-02-01T00:00:00Z" },
        });
    }
}
