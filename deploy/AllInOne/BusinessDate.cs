using Kernel;
using Kernel.Hosting;

namespace AllInOne;

/// <summary>Only here can the date that rules see be moved, so that a cohort's years pass in minutes; leases, tokens and time-outs follow the clock.</summary>
internal static class BusinessDate
{
    public sealed record Body(DateOnly Date);

    public static void Map(WebApplication app)
    {
        app.MapGet("/business-date", (Today today) => new Body(today.Value)).Allow(Tokens.Ops);
        app.MapPut("/business-date", (Body body, Today today) =>
        {
            today.MoveTo(body.Date);
            return body;
        }).Allow(Tokens.Ops);
    }
}
