using Kernel;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AllInOne;

/// <summary>Only here can the date that rules see be moved, so that a cohort's years pass in minutes; leases, tokens and time-outs follow
/// the clock.</summary>
internal static class BusinessDate
{
    // Wide enough for a cohort of any pathway, and far enough from the calendar's ends for rules that add years.
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2100, 12, 31);
    private static readonly ProblemType OutOfRange = new ProblemCatalogue("all-in-one").Define(
        "business-date-out-of-range", 422, "The business date is not one that rules can work with.");

    public sealed record Body(DateOnly Date);

    public static void Map(WebApplication app)
    {
        app.MapGet("/business-date", (Today today) => new Body(today.Value)).Allow(Tokens.Ops);
        app.MapPut("/business-date", Results<Ok<Body>, Kernel.Http.Refusal> (Body body, Today today) =>
        {
            if (body.Date < First || body.Date > Last)
            {
                return OutOfRange.Refuse(
                    $"Take a date from {First:O} to {Last:O}.",
                    facts: new { body.Date },
                    change: new { date = body.Date < First ? First : Last });
            }
            today.MoveTo(body.Date);
            return TypedResults.Ok(body);
        }).Allow(Tokens.Ops);
        app.MapDelete("/business-date", (Today today) =>
        {
            today.FollowClock();
            return new Body(today.Value);
        }).Allow(Tokens.Ops);
    }
}
