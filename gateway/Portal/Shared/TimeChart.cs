using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Gateway.Portal.Shared;

/// <summary>
/// A figure over time in per cent, made on the server: a line as it is known now, and a dashed one as it was known then. The same numbers
/// stand in a table beside it.
/// </summary>
public sealed class TimeChart : PortalPart
{
    private const int Width = 320;
    private const int Height = 150;
    private const int Top = 20;
    private const int Bottom = 125;
    private const int Radius = 3;

    /// <summary>What it is of, and how its lines are told apart.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The days, each with the value in per cent now and then; null for no value.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(DateOnly Day, decimal? Now, decimal? Then)> Points { get; set; } = [];

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "bars");
        builder.AddAttribute(2, "viewBox", $"0 0 {Width} {Height}");
        builder.AddAttribute(3, "role", "img");
        builder.AddAttribute(4, "aria-label", Label);
        builder.AddContent(5, Svg.Rectangle("axis", Top, Width, 1));
        builder.AddContent(6, Svg.Rectangle("axis", Bottom, Width, 1));
        builder.AddContent(7, Svg.Text(0, Top - Radius, "start", "100 %"));
        builder.AddContent(8, Svg.Text(0, Bottom - Radius, "start", "0 %"));
        if (Points.Count > 0)
        {
            builder.AddContent(9, Svg.Text(0, Height - Radius, "start", Day(Points[0].Day)));
            builder.AddContent(10, Svg.Text(Width, Height - Radius, "end", Day(Points[^1].Day)));
        }
        builder.AddContent(11, Line("then", point => point.Then));
        builder.AddContent(12, Line("now", point => point.Now));
        builder.CloseElement();
    }

    private RenderFragment Line(string kind, Func<(DateOnly Day, decimal? Now, decimal? Then), decimal?> of) => builder =>
    {
        var known = Points.Index().Where(point => of(point.Item) is not null)
            .Select(point => string.Create(CultureInfo.InvariantCulture, $"{Across(point.Index)},{Up(of(point.Item)!.Value):0.#}"));
        builder.OpenElement(0, "polyline");
        builder.AddAttribute(1, "class", kind);
        builder.AddAttribute(2, "points", string.Join(' ', known));
        builder.CloseElement();
    };

    private int Across(int index) => Points.Count < 2 ? Width / 2 : index * Width / (Points.Count - 1);

    private static decimal Up(decimal percent) => Bottom - (percent * (Bottom - Top) / 100);
}
