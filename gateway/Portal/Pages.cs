using System.Reflection;
using Gateway.Portal.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Primitives;

namespace Gateway.Portal;

/// <summary>
/// Finds the pages of the portal, gives each a route, and answers it. A form needs the antiforgery token, and the pages of a role its
/// holder.
/// </summary>
internal static class Pages
{
    /// <summary>All pages.</summary>
    public static IReadOnlyList<PageOfRoute> All { get; } =
        [.. from type in typeof(Pages).Assembly.GetTypes()
            let page = type.GetCustomAttribute<PageAttribute>()
            where page is not null
            orderby page.Path
            select new PageOfRoute(type, page)];

    public static void Add(WebApplicationBuilder builder)
    {
        PlatformClients.Add(builder);
        builder.Services.AddSingleton<KeptInput>();
        builder.Services.AddScoped<Visit>();
    }

    public static void Map(WebApplication app)
    {
        foreach (var page in All)
        {
            PageDocument.Describe(page, HttpMethods.Get, app.MapMethods(page.Path, [HttpMethods.Get], http => AnswerAsync(http, page)));
            if (!page.TakesForm) continue;
            PageDocument.Describe(page, HttpMethods.Post, app.MapMethods(page.Path, [HttpMethods.Post], http => AnswerAsync(http, page)));
        }
    }

    /// <summary>Whether a path is one of a page's, as far as its first segment tells.</summary>
    public static bool Has(PathString path) => path == "/" || Array.Exists(Segments, segment => path.StartsWithSegments(segment));

    /// <summary>The menu of a person.</summary>
    public static IEnumerable<PageOfRoute> MenuOf(Person person) =>
        All.Where(page => page.Page.Menu > 0 && page.IsFor(person) && !person.Roles.Contains(page.Page.MenuNotFor ?? ""))
            .OrderBy(page => page.Page.Menu);

    private static readonly string[] Segments =
        [.. All.Select(page => $"/{page.Path.Split('/')[1]}").Where(segment => segment != "/").Distinct()];

    private static async Task AnswerAsync(HttpContext http, PageOfRoute page)
    {
        var session = await SignIn.SessionAsync(http);
        if (session.Principal is { } who) http.User = who;
        var visit = http.RequestServices.GetRequiredService<Visit>();
        visit.Begin(http, page.Type, Language.For(http.Request), Person.Of(session));
        visit.Language.Tell(http);
        http.Response.Headers.CacheControl = "no-cache, no-store";

        if (HttpMethods.IsPost(http.Request.Method)) await TakeFormAsync(visit, page);
        else if (visit.Person is null && page.NeedsPerson) await SignIn.AskAsync(visit, http.Request.Path + http.Request.QueryString);
        else if (http.RequestServices.GetRequiredService<KeptInput>().Find(http.Request) is { } typed) visit.Take(typed, sends: false);
        if (visit is { Instead: null, Person: { } person } && !page.IsFor(person)) visit.Show(Instead.NotForYou);

        await WriteAsync(visit, page);
    }

    private static async Task TakeFormAsync(Visit visit, PageOfRoute page)
    {
        var http = visit.Http;
        if (!http.Request.HasFormContentType)
        {
            visit.Show(Instead.NoForm);
            return;
        }
        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var typed = form.Where(one => one.Key != SignIn.CsrfField).ToDictionary(one => one.Key, one => one.Value);
        if (!form.ContainsKey(SignIn.CsrfField)) visit.Show(Instead.Outdated);
        else if (page.NeedsPerson && visit.Person is null) Keep(visit, Instead.SignedOut, typed);
        else if (!await antiforgery.IsRequestValidAsync(http)) Keep(visit, Instead.Outdated, typed);
        else visit.Take(typed, sends: true);
    }

    private static void Keep(Visit visit, Instead instead, IReadOnlyDictionary<string, StringValues> typed)
    {
        visit.Show(instead);
        visit.Again = visit.Http.RequestServices.GetRequiredService<KeptInput>().Keep(visit.Http, typed);
    }

    private static async Task WriteAsync(Visit visit, PageOfRoute page)
    {
        if (visit.IsAnswered) return;
        var http = visit.Http;
        await using var renderer = new HtmlRenderer(http.RequestServices, http.RequestServices.GetRequiredService<ILoggerFactory>());
        var html = visit.Instead is null ? await RenderAsync(renderer, page.Type) : "";
        if (visit.IsAnswered) return;
        if (visit.Instead is not null)
        {
            if (visit is { Sends: true, Instead: Instead.Down or Instead.SignedOut }) Keep(visit, visit.Instead.Value, visit.Typed);
            html = await RenderAsync(renderer, typeof(InsteadOfPage));
        }
        http.Response.StatusCode = visit.Status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html, http.RequestAborted);
    }

    private static Task<string> RenderAsync(HtmlRenderer renderer, Type type) => renderer.Dispatcher.InvokeAsync(
        async () => (await renderer.RenderComponentAsync(type, ParameterView.Empty)).ToHtmlString());
}

/// <summary>A page and its route.</summary>
internal sealed record PageOfRoute(Type Type, PageAttribute Page)
{
    public string Path => Page.Path;

    public bool NeedsPerson => Page.Roles.Count > 0 || Page.ForTeachers;

    /// <summary>Such as <c>LearnersSlots</c>.</summary>
    public string Name => $"{Type.Namespace!.Split('.')[^1]}{Type.Name}";

    /// <summary>Whether it has something to carry out.</summary>
    public bool TakesForm =>
        Type.GetMethod("SendAsync", BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType != typeof(PortalPage);

    public bool IsFor(Person person) =>
        !NeedsPerson || Page.Roles.Any(person.Roles.Contains) || (Page.ForTeachers && person.IsTeacher);
}
