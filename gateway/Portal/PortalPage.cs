using System.Globalization;
using Microsoft.AspNetCore.Components;
using VocationalPlatform.Client;

namespace Gateway.Portal;

/// <summary>
/// A page of the portal: a Razor component with a <see cref="PageAttribute"/>. It is rendered once, after it has carried out its form and
/// read what it shows. It writes no rule: it calls the API as the visitor, and shows the refusal of the API.
/// </summary>
public abstract class PortalPage : PortalPart
{
    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>Reads what the page shows. An API's 404 becomes the page for unknown things.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>
    /// Carries out the form, and mostly ends with <see cref="Visit.GoTo"/>. A refusal of the API shows the page again. A page without an
    /// override takes no form.
    /// </summary>
    protected virtual Task SendAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        if (Visit.Sends) await TryAsync(SendAsync, takesRefusals: true);
        if (!Visit.IsAnswered && Visit.Instead is null) await TryAsync(LoadAsync, takesRefusals: false);
        if (!Visit.IsAnswered && Visit.Instead is null) await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>A value of the route.</summary>
    protected string Route(string name) => (string)Visit.Http.Request.RouteValues[name]!;

    /// <summary>An id of the route.</summary>
    protected Guid RouteId(string name = "id") => Guid.Parse(Route(name));

    /// <summary>Reads a part of the page. If its service does not answer, the page says so, and shows the rest.</summary>
    /// <returns>What was read; null if the service does not answer, or if the visitor may not see it.</returns>
    protected async Task<TReply?> ReadAsync<TReply>(Func<Task<TReply>> read) where TReply : class
    {
        try
        {
            return await read();
        }
        catch (ServiceDownException down)
        {
            Visit.NotAnswered(down.Service);
            return null;
        }
        catch (ApiException hidden) when (hidden.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>A day that the form has; an error of the field if there is none.</summary>
    protected DateOnly NeededDay(string name) => DayOf(name) ?? Missing<DateOnly>(name);

    /// <summary>A day that the form may have.</summary>
    protected DateOnly? DayOf(string name) =>
        Visit.Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : Wrong<DateOnly>(name, "field.day");

    /// <summary>A whole number that the form has; an error of the field if there is none.</summary>
    protected int NeededWhole(string name) => WholeOf(name) ?? Missing<int>(name);

    /// <summary>A whole number that the form may have.</summary>
    protected int? WholeOf(string name) =>
        Visit.Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number
        : Wrong<int>(name, "field.whole");

    /// <summary>A number that the form has; an error of the field if there is none.</summary>
    protected decimal NeededNumber(string name) => NumberOf(name) ?? Missing<decimal>(name);

    /// <summary>A number that the form may have.</summary>
    protected decimal? NumberOf(string name) =>
        Visit.Text(name) is not { } text ? null
        : decimal.TryParse(
            text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : Wrong<decimal>(name, "field.number");

    /// <summary>A text that the form has; an error of the field if there is none.</summary>
    protected string Needed(string name) => Visit.Text(name) ?? Missing<string>(name) ?? "";

    /// <summary>A yes or a no that the form has; an error of the field if there is none.</summary>
    protected bool NeededTruth(string name) => TruthOf(name) ?? Missing<bool>(name);

    /// <summary>A yes or a no that the form may have.</summary>
    protected bool? TruthOf(string name) => bool.TryParse(Visit.Text(name), out var truth) ? truth : null;

    /// <summary>An id that the form may have.</summary>
    protected Guid? IdOf(string name) => Guid.TryParse(Visit.Text(name), out var id) ? id : null;

    /// <summary>Some texts that the form has; an error of the field if there are none.</summary>
    protected IReadOnlyList<string> NeededList(string name) =>
        ListOf(name) is { Count: > 0 } some ? some : Missing<IReadOnlyList<string>>(name) ?? [];

    /// <summary>The texts of boxes that were ticked, or of a field, with commas between them.</summary>
    protected IReadOnlyList<string> ListOf(string name) =>
        [.. Visit.Inputs(name).SelectMany(text => text.Split([',', '，', '、', '\n'], Trimmed)).Distinct()];

    /// <summary>Whether all needed fields are there and can be read. If not, the page is to be shown again.</summary>
    protected bool IsComplete
    {
        get
        {
            if (Visit.Errors.Count > 0) Visit.Invalid();
            return Visit.Errors.Count == 0;
        }
    }

    private TValue? Missing<TValue>(string name) => Visit.Errors.ContainsKey(name) ? default : Wrong<TValue>(name, "field.needed");

    private TValue? Wrong<TValue>(string name, string why)
    {
        Visit.Errors[name] = T(why);
        return default;
    }

    private async Task TryAsync(Func<Task> work, bool takesRefusals)
    {
        try
        {
            await work();
        }
        catch (ServiceDownException down)
        {
            Visit.NotAnswered(down.Service);
            if (!takesRefusals) Visit.Show(Instead.Down);
        }
        catch (ApiException refused)
        {
            if (refused.StatusCode == StatusCodes.Status401Unauthorized) Visit.Show(Instead.SignedOut);
            else if (takesRefusals && refused.StatusCode == StatusCodes.Status404NotFound) Visit.Show(Instead.Unknown);
            else if (takesRefusals && refused.Problem is { } problem) Visit.Refuse(problem);
            else Visit.Show(refused.StatusCode == StatusCodes.Status403Forbidden ? Instead.NotForYou : Instead.Unknown);
        }
    }
}
